/**
 * What a connector is written against: this page, from top to bottom, is enough to write a source and a sink.
 *
 * <h2>The pieces</h2>
 * A <em>provider</em> is a factory that the engine finds by the {@code type} of a manifest; it declares the options and
 * makes a <em>source</em> or a <em>sink</em>, which do the work. A record is a {@link ai.fluxion.core.model.Document}. A
 * connector depends on the artifact {@code fluxion-spi} and on its client's library, never on the engine.
 *
 * <h2>A source</h2>
 * The shortest one says how to get some records. A thread of its own calls {@code poll}; so a client that wants one thread,
 * or blocks, may be used as it is.
 *
 * <pre>{@code
 * public final class ClockSource extends AbstractAsyncStreamingSource {
 *     private final Duration every;
 *
 *     public ClockSource(Duration every) {
 *         super(16); // batches to fetch ahead
 *         this.every = every;
 *     }
 *
 *     @Override
 *     protected List<Document> poll() throws InterruptedException {
 *         Thread.sleep(every.toMillis());
 *         return List.of(Document.of("time", Instant.now()));
 *     }
 * }
 * }</pre>
 *
 * An empty list says that there is nothing now, null that there will never be anything again. Records that come as bytes
 * are handed over as bytes, by {@link ai.fluxion.core.model.Document#encoded} with the decoder of a format ({@link
 * ConnectorServices#format}): then nobody decodes what nobody looks at. Its provider:
 *
 * <pre>{@code
 * public final class ClockSourceProvider implements SourceConnectorProvider {
 *     private static final ConnectorOption EVERY = ConnectorOption.builder("every", ConnectorOption.Type.DURATION)
 *             .defaultValue("1s")
 *             .range(1, 3_600_000)
 *             .doc("The time between two records.")
 *             .build();
 *
 *     @Override
 *     public SourceConnectorDescriptor descriptor() {
 *         return SourceConnectorDescriptor.builder("clock", "Clock").build();
 *     }
 *
 *     @Override
 *     public List<ConnectorOption> options() {
 *         return List.of(EVERY);
 *     }
 *
 *     @Override
 *     public StreamingSource create(SourceConnectorContext context, SourceConnectorConfig config) {
 *         return new ClockSource(config.getDuration(EVERY));
 *     }
 * }
 * }</pre>
 *
 * <h2>Registration</h2>
 * The provider is public, has a public constructor without parameters, and its name stands in the file {@code
 * META-INF/services/ai.fluxion.core.engine.connectors.SourceConnectorProvider} of its jar. For a sink the file is {@code
 * META-INF/services/ai.fluxion.core.engine.connectors.SinkConnectorProvider}. With the jar on the class path, or in a
 * folder of the distribution's {@code connectors}, a manifest may say {@code source: {type: clock, options: {every: 5s}}}.
 *
 * <h2>A source with positions</h2>
 * A source that can go on from where it stood overrides {@code position}, which is read after each {@code poll} on the same
 * thread; that makes it {@link SourceKind#REPLAYABLE}. The engine stores the position with what the sinks committed, and
 * hands it to {@code connect} after a restart. Exactly-once needs such a source.
 *
 * <pre>{@code
 * public final class LinesSource extends AbstractAsyncStreamingSource {
 *     private final Path file;
 *     private BufferedReader reader;
 *     private long lines; // read so far
 *
 *     public LinesSource(Path file) {
 *         super(16);
 *         this.file = file;
 *     }
 *
 *     @Override
 *     protected void connect(Position position) throws IOException {
 *         long handled = position.offset("lines").map(Offset::number).orElse(0L);
 *         reader = Files.newBufferedReader(file);
 *         for (lines = 0; lines < handled; lines++) {
 *             if (reader.readLine() == null) {
 *                 throw Failure.fatal("FLX-LINES-GONE", "expected " + handled + " lines or more, found " + lines)
 *                         .at(file.toString())
 *                         .remedy("Restore the file, or begin anew by `fluxion checkpoint reset`.")
 *                         .exception();
 *             }
 *         }
 *     }
 *
 *     @Override
 *     protected List<Document> poll() throws IOException {
 *         List<Document> batch = new ArrayList<>();
 *         while (batch.size() < 500) {
 *             String text = reader.readLine();
 *             if (text == null) {
 *                 break;
 *             }
 *             RecordMetadata origin =
 *                     RecordMetadata.builder().partition("lines").offset(lines).build();
 *             batch.add(Document.of("line", text).withMetadata(origin));
 *             lines++;
 *         }
 *         return batch.isEmpty() ? null : batch;
 *     }
 *
 *     @Override
 *     public Position position() {
 *         return Position.of("lines", lines);
 *     }
 *
 *     @Override
 *     protected void disconnect() throws IOException {
 *         if (reader != null) {
 *             reader.close();
 *         }
 *     }
 * }
 * }</pre>
 *
 * A position that points to nothing is fatal, with the choices: a source never starts elsewhere by itself. Partition and
 * offset in the metadata let dead letters say where a record came from, and receivers recognise repeats. If what stands
 * under a name may be replaced by another, the {@link Offset} carries an origin to compare.
 *
 * <h2>A sink</h2>
 * The shortest one is a lambda: {@code documents -> documents.forEach(System.out::println)}. Its provider:
 *
 * <pre>{@code
 * public final class ConsoleSinkProvider implements SinkConnectorProvider {
 *     @Override
 *     public SinkConnectorDescriptor descriptor() {
 *         return SinkConnectorDescriptor.builder("console", "Console").build();
 *     }
 *
 *     @Override
 *     public List<ConnectorOption> options() {
 *         return List.of();
 *     }
 *
 *     @Override
 *     public StreamingSink create(ConnectorConfig config) {
 *         return documents -> documents.forEach(System.out::println);
 *     }
 * }
 * }</pre>
 *
 * A sink with a client connects in {@code open} and lets it go in {@code close}. It may keep records back in {@code write}
 * if {@code flush} returns only once they are durable. One whose writes have one effect however often they are repeated, by
 * key, says {@link SinkKind#IDEMPOTENT}.
 *
 * <h2>Failures</h2>
 * Throw {@link Failure}s: {@code retryable} (tried again with backoff), {@code fatal} (the pipeline stops, with everything
 * safe), {@code invalidRecord} (one record goes where {@code errors.onInvalid} says, the others go on). Any other exception is
 * retryable if it is an {@link java.io.IOException}, and fatal if not. A message names the place, what was expected, what
 * was found and the way out, and never a secret.
 *
 * <h2>Options</h2>
 * What {@code options} declares is what the linter accepts, the JSON Schema describes and {@code fluxion connectors}
 * prints; the engine has checked all values against it before {@code create} is called. {@code create} reads them once into
 * typed fields and opens no connection, since {@code fluxion plan} calls it, too. Declare passwords {@code secret()}.
 *
 * <h2>What the engine guarantees</h2>
 * <ol>
 * <li>Records of a source reach each sink in the order in which they were polled.
 * <li>The position of a batch is stored only after {@code flush} of every sink has returned for all records before it.
 * <li>A source's {@code poll}, {@code connect}, {@code position} and {@code disconnect} run on one thread; so do the calls of
 *     a sink, one at a time.
 * <li>While a sink is slow the source is not polled beyond its queue; nothing is dropped.
 * <li>{@code close} comes after every {@code open}, also after a failure.
 * </ol>
 *
 * <h2>In a program</h2>
 * With {@code fluxion-core} on the class path; without an id, nothing is remembered:
 *
 * <pre>{@code
 * return new StreamingPipelineExecutor()
 *         .processStream(
 *                 new LinesSource(file),
 *                 List.of(),
 *                 sink,
 *                 new StreamingContext().pipelineId("copy-lines").stateDirectory(state));
 * }</pre>
 *
 * <h2>More</h2>
 * Each demand has one small interface more: {@link PartitionedSource} (splits that are found and read in several lanes),
 * {@link SeekableSource} (positions by time), {@link EventSink} (schema changes and truncates), those of {@link
 * ai.fluxion.core.engine.transactions} (exactly-once at a sink that can prepare and commit), {@link
 * SourceConnectorProvider#discoverStreams} and {@code health}. {@code fluxion-testkit} holds the contracts as tests.
 */
package ai.fluxion.core.engine.connectors;
