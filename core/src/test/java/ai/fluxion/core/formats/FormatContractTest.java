package ai.fluxion.core.formats;

import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.testkit.FormatContract;
import ai.fluxion.testkit.RandomDocuments;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Nested;

class FormatContractTest {
    @Nested
    class Json extends FormatContract {
        @Override
        protected FormatProvider format() {
            return new JsonFormat();
        }

        @Override
        protected Document document(Random random) {
            return RandomDocuments.nested(random);
        }
    }

    @Nested
    class Ndjson extends FormatContract {
        @Override
        protected FormatProvider format() {
            return new NdjsonFormat();
        }

        @Override
        protected Document document(Random random) {
            return RandomDocuments.nested(random);
        }
    }

    @Nested
    class Csv extends FormatContract {
        private static final List<String> COLUMNS = List.of("a", "a \"quoted\" one", "c");

        @Override
        protected FormatProvider format() {
            return new CsvFormat();
        }

        @Override
        protected Map<String, Object> options() {
            return Map.of("columns", COLUMNS);
        }

        @Override
        protected Document document(Random random) {
            return RandomDocuments.row(random, COLUMNS);
        }

        @Override
        protected Optional<Document> unacceptable() {
            return Optional.of(Document.of("no column of that name", 1));
        }
    }

    @Nested
    class Text extends FormatContract {
        @Override
        protected FormatProvider format() {
            return new StringFormat();
        }

        @Override
        protected Document document(Random random) {
            return Document.of("value", RandomDocuments.line(random));
        }

        @Override
        protected Optional<Document> unacceptable() {
            return Optional.of(Document.of("value", 1));
        }
    }

    @Nested
    class Raw extends FormatContract {
        @Override
        protected FormatProvider format() {
            return new RawFormat();
        }

        @Override
        protected Document document(Random random) {
            byte[] bytes = new byte[1 + random.nextInt(20)];
            random.nextBytes(bytes);
            for (int i = 0; i < bytes.length; i++) {
                bytes[i] = bytes[i] == '\n' ? (byte) 'n' : bytes[i];
            }
            return Document.of("value", Bytes.wrap(bytes));
        }

        @Override
        protected Optional<Document> unacceptable() {
            return Optional.of(Document.of("value", 1));
        }
    }
}
