package ai.fluxion.core.model;

import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** What a payload says according to Jackson, with our stricter rules; every value is an object at once. */
final class EagerJson {
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(500)
                    .maxNumberLength(1_000)
                    .build())
            .build();

    private static final class Refused extends RuntimeException {}

    private EagerJson() {}

    /** Empty if it is malformed. */
    static Optional<Document> read(byte[] payload) {
        String text;
        try {
            text = Bytes.copyOf(payload).strictUtf8();
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
        try (JsonParser parser =
                JSON.createParser(ObjectReadContext.empty(), text.startsWith("\ufeff") ? text.substring(1) : text)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return Optional.empty();
            }
            Document document = object(parser);
            return parser.nextToken() == null ? Optional.of(document) : Optional.empty();
        } catch (JacksonException | NumberFormatException | Refused malformed) {
            return Optional.empty();
        }
    }

    private static Document object(JsonParser parser) {
        DocumentBuilder fields = Document.builder();
        Set<String> names = new HashSet<>();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (!names.add(checked(name))) {
                throw new Refused();
            }
            fields.put(name, value(parser, parser.nextToken()));
        }
        return fields.build();
    }

    private static Object value(JsonParser parser, JsonToken token) {
        return switch (token) {
            case VALUE_STRING -> checked(parser.getString());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> NumberLiteral.parse(parser.getString());
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_OBJECT -> object(parser);
            case START_ARRAY -> {
                List<Object> items = new ArrayList<>();
                for (JsonToken next = parser.nextToken(); next != JsonToken.END_ARRAY; next = parser.nextToken()) {
                    items.add(value(parser, next));
                }
                yield items;
            }
            default -> throw new Refused();
        };
    }

    private static String checked(String text) {
        if (text.codePoints().anyMatch(point -> point >= 0xD800 && point <= 0xDFFF)) {
            throw new Refused();
        }
        return text;
    }
}
