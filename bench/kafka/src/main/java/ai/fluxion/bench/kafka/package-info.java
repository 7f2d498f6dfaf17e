/**
 * Measures Kafka to Kafka. A reader begins at {@link ai.fluxion.bench.kafka.KafkaBench}, goes on to the arms in {@link
 * ai.fluxion.bench.kafka.Arms}, how one is measured in {@link ai.fluxion.bench.kafka.Course}, and what is asked of the
 * numbers in {@link ai.fluxion.bench.kafka.Targets}.
 */
package ai.fluxion.bench.kafka;
