/**
 * Real servers for development and tests, started from what the build has anyway. A server listens on the loopback
 * address only, is ready when it is returned, and leaves nothing behind when it is closed unless it was given a
 * directory to keep. Start at {@link ai.fluxion.servers.Server}.
 */
package ai.fluxion.servers;
