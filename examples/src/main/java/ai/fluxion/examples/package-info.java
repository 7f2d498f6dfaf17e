/**
 * The connectors of the tutorial in {@link ai.fluxion.core.engine.connectors}, and a pipeline that a program runs by itself.
 */
package ai.fluxion.examples;
