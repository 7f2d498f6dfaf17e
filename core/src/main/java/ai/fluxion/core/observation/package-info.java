/**
 * What a process shows of its pipelines to those who watch: {@link ai.fluxion.core.observation.HttpEndpoint} serves metrics and
 * health.
 */
package ai.fluxion.core.observation;
