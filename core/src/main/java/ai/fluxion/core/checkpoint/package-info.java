/**
 * Checkpoints on the local file system: {@link ai.fluxion.core.checkpoint.LocalCheckpointStore} keeps them and lets one
 * instance of a pipeline have them, {@link ai.fluxion.core.checkpoint.DurableFiles} writes what must survive a power cut.
 */
package ai.fluxion.core.checkpoint;
