/** Names that people misspell, and what they meant. */
package ai.fluxion.core.names;
