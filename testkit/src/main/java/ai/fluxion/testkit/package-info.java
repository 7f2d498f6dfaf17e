/**
 * How the author of a connector or a format proves it: what the engine relies on is written down here as tests, and a
 * subclass of a few lines runs them against the real outside system.
 *
 * <h2>Which contract</h2>
 * <ul>
 * <li>{@link ai.fluxion.testkit.SourceContract}: every source, with positions or without, with partitions or without
 * <li>{@link ai.fluxion.testkit.SinkContract}: a plain or idempotent sink
 * <li>{@link ai.fluxion.testkit.TwoPhaseSinkContract}: a sink that prepares and commits
 * <li>{@link ai.fluxion.testkit.TransactionalSinkContract}: a sink that may be the checkpoint's home
 * <li>{@link ai.fluxion.testkit.FormatContract}: a format
 * </ul>
 * Each holds {@link ai.fluxion.testkit.OptionsContract} as well.
 *
 * <h2>A source</h2>
 * The artifact {@code fluxion-testkit} is a dependency of scope {@code test}, beside {@code junit-jupiter-engine}. The test
 * says who makes the source and what it reads: an {@link ai.fluxion.testkit.Upstream}, new and empty for each test, into
 * which the contract puts records that are one text each. Then it declares what the source can do; what is declared is
 * tested, and that nothing else is claimed is tested as well.
 *
 * <pre>{@code
 * class LinesSourceContractTest extends SourceContract {
 *     @TempDir
 *     Path folder;
 *
 *     @Override
 *     protected SourceConnectorProvider provider() {
 *         return new LinesSourceProvider();
 *     }
 *
 *     @Override
 *     protected Upstream upstream(int partitions) throws IOException {
 *         Path file = Files.createTempFile(folder, "lines", ".txt");
 *         return new Upstream() {
 *             @Override
 *             public Map<String, Object> options() {
 *                 return Map.of("path", file.toString(), "batchSize", 7);
 *             }
 *
 *             @Override
 *             public void put(int partition, List<String> texts) throws IOException {
 *                 Files.write(file, texts, StandardOpenOption.APPEND);
 *             }
 *         };
 *     }
 *
 *     @Override
 *     protected boolean ends() {
 *         return true;
 *     }
 *
 *     @Override
 *     protected boolean checksOrigin() {
 *         return false;
 *     }
 *
 *     @Override
 *     protected String text(Document record) {
 *         return record.getString("line");
 *     }
 * }
 * }</pre>
 *
 * Among what is tested: a source that is opened at any place where a checkpoint may be cut goes on with exactly the rest;
 * {@code next} comes back within a second or so, and at once from an interrupt; another stream of the same name is
 * refused with the way out; two lanes read each record once.
 *
 * <h2>A sink</h2>
 * The same, with a {@link ai.fluxion.testkit.Target} that tells what a reader sees. It reads as those readers do to whom
 * the sink promises something: committed data only. What the sink must never leave behind, such as staged files, {@link
 * ai.fluxion.testkit.Target#staged} lists.
 *
 * <h2>A format</h2>
 * Says which documents it holds and gives back equal; {@link ai.fluxion.testkit.RandomDocuments} makes nasty ones.
 *
 * <h2>Without an engine</h2>
 * A connector asks the engine for formats and expressions. {@link ai.fluxion.testkit.TestServices} stands in: it knows
 * the formats on the class path, the format {@code text} of its own, and the simplest expressions. With {@code
 * fluxion-core} on the class path of the tests, {@code services()} may give the engine's own, by {@link
 * ai.fluxion.core.engine.connectors.ConnectorServices#load}.
 */
package ai.fluxion.testkit;
