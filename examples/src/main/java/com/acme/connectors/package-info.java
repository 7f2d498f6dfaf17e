/**
 * A source and a sink as their authors write them. The outside system is a {@link com.acme.connectors.Mailbox}, so that they
 * run anywhere.
 */
package com.acme.connectors;
