package com.acme.connectors;

import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** The outside system: letters that came in and letters that go out, in this process. */
public record Mailbox(Queue<String> incoming, Queue<String> outgoing) {
    private static final ConcurrentHashMap<String, Mailbox> ALL = new ConcurrentHashMap<>();

    /** The mailbox at an endpoint; empty at first. */
    public static Mailbox at(String endpoint) {
        return ALL.computeIfAbsent(
                endpoint, unknown -> new Mailbox(new ConcurrentLinkedQueue<>(), new ConcurrentLinkedQueue<>()));
    }
}
