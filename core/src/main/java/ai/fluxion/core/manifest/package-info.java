/**
 * Manifests: from a file to a {@link ai.fluxion.core.manifest.PipelineDefinition}, with everything that is wrong reported at
 * once and by its place.
 *
 * <p>{@link ai.fluxion.core.manifest.ManifestReader} is the way in. Every syntax is read into one tree of
 * {@link ai.fluxion.core.manifest.Node}s that know their places; what comes after does not know which syntax it was. The keys
 * of a manifest are declared once, in {@link ai.fluxion.core.manifest.ManifestKeys}, and connectors declare their options;
 * the linter and {@link ai.fluxion.core.manifest.ManifestSchema} are both built from these.
 */
package ai.fluxion.core.manifest;
