/**
 * What a sink implements to take part in checkpoints. An epoch goes through it in four steps: prepare, make durable,
 * commit, acknowledge; never in another order.
 *
 * <p>A {@link ai.fluxion.core.engine.transactions.WriterSink} has a writer for each lane. A {@link
 * ai.fluxion.core.engine.transactions.TwoPhaseSink} prepares what a {@link ai.fluxion.core.engine.transactions.Committer}
 * commits later, any number of times, with one effect. A {@link ai.fluxion.core.engine.transactions.TransactionalSink}
 * takes the checkpoint into its own transaction and is then its home; for the others, a {@link
 * ai.fluxion.core.engine.transactions.CheckpointStore} is.
 */
package ai.fluxion.core.engine.transactions;
