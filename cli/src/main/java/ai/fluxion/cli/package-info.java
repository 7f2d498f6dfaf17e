/** The command line: reads arguments, calls the engine, and turns what comes of it into lines and exit codes. */
package ai.fluxion.cli;
