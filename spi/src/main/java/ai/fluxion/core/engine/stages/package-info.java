/** What happens to records between source and sink: {@link ai.fluxion.core.engine.stages.Stage}, and expressions. */
package ai.fluxion.core.engine.stages;
