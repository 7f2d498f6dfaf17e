/**
 * Files as source and sink, in any format that reads and writes files.
 *
 * <p>{@link ai.fluxion.core.connect.file.FileSource} reads one file or all that match a pattern, each a partition of its
 * own. {@link ai.fluxion.core.connect.file.FileSink} stages each epoch under a hidden name beside its target, and its
 * committers make it visible: {@link ai.fluxion.core.connect.file.PartsCommitter} renames it to a file of its own, {@link
 * ai.fluxion.core.connect.file.GrowingCommitter} puts it behind what the one file holds.
 */
package ai.fluxion.core.connect.file;
