package ai.fluxion.bench.kafka;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Parts of this process's class path, so that no arm's process carries what only another needs.
 *
 * @param entries the whole of it
 */
record ClassPaths(List<String> entries) {
    /** What peers run with; their heap is the size that MirrorMaker's and Connect's own scripts give. */
    static final List<String> PEER_FLAGS = List.of("-Xms256m", "-Xmx2g", "-XX:+UseG1GC");

    private static final List<String> CLIENTS =
            List.of("kafka-clients-", "zstd-jni-", "lz4-java-", "snappy-java-", "slf4j-api-", "jackson-");
    private static final List<String> SERVERS = List.of(
            "fluxion-servers-",
            "kafka_2.13-",
            "scala-",
            "kafka-server-",
            "kafka-metadata-",
            "kafka-raft-",
            "kafka-storage-",
            "kafka-group-coordinator-",
            "kafka-transaction-coordinator-",
            "kafka-share-coordinator-",
            "kafka-coordinator-");

    static ClassPaths ofThisProcess() {
        return new ClassPaths(List.of(System.getProperty("java.class.path").split(File.pathSeparator)));
    }

    String all() {
        return joined(entry -> true);
    }

    /** The Kafka clients, Jackson, and this module; nothing to log with, since that takes part of a start. */
    String clients() {
        return joined(entry -> isOwn(entry) || startsWithAny(entry, CLIENTS));
    }

    /**
     * All but the servers.
     *
     * @throws PeerAbsent if the artifact is not there
     */
    String peers(String artifact) {
        if (entries.stream().noneMatch(entry -> fileName(entry).startsWith(artifact + "-"))) {
            throw new PeerAbsent(artifact);
        }
        return joined(entry -> isOwn(entry) || !startsWithAny(entry, SERVERS));
    }

    private String joined(Predicate<String> wanted) {
        return entries.stream().filter(wanted).collect(Collectors.joining(File.pathSeparator));
    }

    private static boolean isOwn(String entry) {
        String name = fileName(entry);
        return name.equals("classes") || name.startsWith("fluxion-bench-kafka");
    }

    private static boolean startsWithAny(String entry, List<String> prefixes) {
        String name = fileName(entry);
        return prefixes.stream().anyMatch(name::startsWith);
    }

    private static String fileName(String entry) {
        return String.valueOf(Path.of(entry).getFileName());
    }

    /** The beginning of a command. */
    static List<String> java(List<String> flags, String classPath, String mainClass, String... arguments) {
        List<String> line = new ArrayList<>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        line.addAll(flags);
        line.addAll(List.of("-Dfile.encoding=UTF-8", "-cp", classPath, mainClass));
        line.addAll(Arrays.asList(arguments));
        return line;
    }

    /** A peer is not on the class path. */
    static final class PeerAbsent extends RuntimeException {
        PeerAbsent(String artifact) {
            super(artifact + " is not on the class path");
        }
    }
}
