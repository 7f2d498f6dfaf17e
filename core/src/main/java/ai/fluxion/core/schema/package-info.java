/** What records look like, found out by looking at some: {@link ai.fluxion.core.schema.SchemaInference}. */
package ai.fluxion.core.schema;
