/**
 * Source and sink for Apache Kafka. A reader starts at {@link ai.fluxion.connect.kafka.KafkaSourceProvider} or {@link
 * ai.fluxion.connect.kafka.KafkaSinkProvider}; what the options mean is said in {@code SourceOptions} and {@code
 * SinkOptions}, and which of the client's keys are not the user's to set in {@code OwnedKeys}.
 */
package ai.fluxion.connect.kafka;
