/** Finds the connectors of a distribution, each in a folder and a class loader of its own. */
package ai.fluxion.core.connectors;
