/**
 * Unit tests of manifests: {@link ai.fluxion.core.cases.CaseRunner} takes records through the stages of a pipeline, without its
 * source and sink, and tells how the result differs from what a case expects.
 */
package ai.fluxion.core.cases;
