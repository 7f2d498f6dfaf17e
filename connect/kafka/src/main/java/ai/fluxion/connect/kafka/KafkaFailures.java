package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.IllegalGenerationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.InvalidPidMappingException;
import org.apache.kafka.common.errors.InvalidProducerEpochException;
import org.apache.kafka.common.errors.InvalidTxnStateException;
import org.apache.kafka.common.errors.OutOfOrderSequenceException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.errors.TransactionAbortableException;
import org.apache.kafka.common.errors.TransactionAbortedException;
import org.apache.kafka.common.errors.UnknownMemberIdException;

/** Says what an exception of the Kafka client means to the engine. */
final class KafkaFailures {
    private KafkaFailures() {}

    /**
     * The failure that an exception stands for.
     *
     * @param doing what was tried, as "read from the brokers"
     */
    static Failure of(Throwable thrown, String doing) {
        Throwable cause = root(thrown);
        if (cause instanceof FluxionException known) {
            return known.failure();
        }
        boolean silent = cause.getMessage() == null || cause.getMessage().isBlank();
        String what = "could not " + doing + ": " + (silent ? cause.getClass().getSimpleName() : cause.getMessage());
        if (cause instanceof AuthenticationException) {
            return Failure.fatal("FLX-KAFKA-AUTHENTICATION", what)
                    .remedy("Check securityProtocol, saslMechanism, saslJaasConfig and the ssl.* keys.")
                    .cause(cause);
        }
        if (cause instanceof AuthorizationException) {
            return Failure.fatal("FLX-KAFKA-AUTHORIZATION", what)
                    .remedy("Grant the user what the message names, on the broker.")
                    .cause(cause);
        }
        if (cause instanceof ProducerFencedException || cause instanceof InvalidProducerEpochException) {
            return fenced(what).cause(cause);
        }
        if (cause instanceof TimeoutException) {
            return unreachable(what).cause(cause);
        }
        if (cause instanceof ConfigException) {
            boolean unresolved = String.valueOf(cause.getMessage()).contains("resolvable");
            return (unresolved ? unreachable(what) : Failure.fatal("FLX-KAFKA-CONFIG", what)).cause(cause);
        }
        if (cause instanceof RetriableException || canBeReplayed(cause)) {
            return Failure.retryable("FLX-KAFKA-TRANSIENT", what).cause(cause);
        }
        if (cause instanceof KafkaException) {
            return Failure.fatal("FLX-KAFKA", what).cause(cause);
        }
        return Failure.of(cause);
    }

    private static Failure unreachable(String what) {
        return Failure.retryable("FLX-KAFKA-UNREACHABLE", what)
                .at(ClientConfig.BOOTSTRAP_SERVERS.name())
                .remedy("Are the brokers up, and can they be reached from here under the names that they advertise?");
    }

    static Failure fenced(String what) {
        return Failure.fatal("FLX-KAFKA-FENCED", what)
                .remedy("Another instance of this pipeline has taken over; see that only one is started.");
    }

    /** These end one producer, one membership or one transaction; the epoch is replayed with another. */
    private static boolean canBeReplayed(Throwable cause) {
        return cause instanceof CommitFailedException
                || cause instanceof IllegalGenerationException
                || cause instanceof UnknownMemberIdException
                || cause instanceof OutOfOrderSequenceException
                || cause instanceof InvalidPidMappingException
                || cause instanceof InvalidTxnStateException
                || cause instanceof TransactionAbortableException
                || cause instanceof TransactionAbortedException;
    }

    /** What the client wrapped, perhaps several times. */
    static Throwable root(Throwable thrown) {
        Throwable cause = thrown;
        while (cause.getCause() != null
                && (cause instanceof ExecutionException
                        || cause instanceof CompletionException
                        || cause.getClass().equals(KafkaException.class))) {
            cause = cause.getCause();
        }
        return cause;
    }

    /**
     * What to throw for an exception of the client: its failure, or, if the thread was interrupted, an {@link
     * InterruptedException}, with the thread's flag cleared.
     */
    static RuntimeException rethrown(Throwable thrown, String doing) throws InterruptedException {
        if (root(thrown) instanceof InterruptException || root(thrown) instanceof InterruptedException) {
            Thread.interrupted();
            throw new InterruptedException("interrupted while trying to " + doing);
        }
        return of(thrown, doing).exception();
    }
}
