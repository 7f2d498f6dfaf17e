/**
 * From a manifest to something that runs: {@link ai.fluxion.core.plan.PipelinePlanner} resolves the parts, and computes the
 * guarantee before anything starts.
 */
package ai.fluxion.core.plan;
