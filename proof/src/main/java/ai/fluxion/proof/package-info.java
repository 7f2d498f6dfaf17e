/**
 * Proves what the engine promises by killing it. {@link ai.fluxion.proof.CrashMatrix} is the command, {@link
 * ai.fluxion.proof.CrashLoop} what it does, {@link ai.fluxion.proof.RowKind} what it is done to.
 */
package ai.fluxion.proof;
