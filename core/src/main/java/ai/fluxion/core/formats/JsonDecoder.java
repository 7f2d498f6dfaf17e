package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.connectors.FluxionException;
import ai.fluxion.core.model.Bytes;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.DocumentBuilder;
import ai.fluxion.core.model.NumberLiteral;
import ai.fluxion.core.model.PayloadDecoder;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.ErrorReportConfiguration;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.json.JsonFactory;

/**
 * One JSON object (RFC 8259) a payload, and nothing that the RFC does not allow. Stricter than it in two places where a
 * record could not be written back as it was read: a name that an object has twice, and half of a surrogate pair, are
 * refused. A byte order mark at the beginning is passed over. Numbers keep their text.
 */
final class JsonDecoder implements PayloadDecoder {
    static final String CODE = "FLX-FORMAT-JSON";
    static final int DEEPEST = 500;

    private static final int LONGEST_NUMBER = 1_000;
    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNestingDepth(DEEPEST)
                    .maxNumberLength(LONGEST_NUMBER)
                    .maxStringLength(Integer.MAX_VALUE)
                    .maxNameLength(Integer.MAX_VALUE)
                    .build())
            .errorReportConfiguration(ErrorReportConfiguration.builder()
                    .maxErrorTokenLength(Utf8.SHOWN)
                    .build())
            .build();

    private final String format;
    private final int maxBytes;

    /** @param maxBytes how large a payload may be */
    JsonDecoder(String format, int maxBytes) {
        this.format = format;
        this.maxBytes = maxBytes;
    }

    @Override
    public String format() {
        return format;
    }

    @Override
    public Document decode(Bytes payload) {
        if (payload.length() > maxBytes) {
            throw Failure.invalidRecord(
                            "FLX-FORMAT-TOO-LARGE",
                            "a payload of " + payload.length() + " bytes; at most " + maxBytes + " are allowed")
                    .remedy("Raise " + JsonOptions.MAX_BYTES + " if such records are meant.")
                    .exception();
        }
        String text = Utf8.decode(payload, CODE);
        if (!text.isEmpty() && text.charAt(0) == '\uFEFF') {
            text = text.substring(1);
        }
        try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), text)) {
            return document(parser, text.contains("\\u"));
        }
    }

    /** @param escapes whether any escape may stand for half of a surrogate pair */
    private static Document document(JsonParser parser, boolean escapes) {
        try {
            JsonToken first = parser.nextToken();
            if (first != JsonToken.START_OBJECT) {
                String found = first == null ? "nothing" : kind(first);
                throw invalid("expected an object, found " + found, parser.currentTokenLocation());
            }
            Document document = object(parser, escapes);
            if (parser.nextToken() != null) {
                throw invalid("expected the end behind the object, found more", parser.currentTokenLocation());
            }
            return document;
        } catch (JacksonException malformed) {
            TokenStreamLocation where = malformed.getLocation();
            throw invalid(message(malformed), where == null ? parser.currentLocation() : where);
        }
    }

    private static Document object(JsonParser parser, boolean escapes) {
        DocumentBuilder fields = Document.builder();
        String name;
        while ((name = parser.nextName()) != null) {
            check(name, escapes, parser);
            if (!fields.putNew(name, value(parser, parser.nextToken(), escapes))) {
                throw invalid("the name '" + Utf8.shown(name) + "' stands twice", parser.currentTokenLocation());
            }
        }
        return fields.build();
    }

    private static Object value(JsonParser parser, JsonToken token, boolean escapes) {
        return switch (token) {
            case VALUE_STRING -> check(parser.getString(), escapes, parser);
            case VALUE_NUMBER_INT -> integer(parser);
            case VALUE_NUMBER_FLOAT -> number(parser);
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            case START_OBJECT -> object(parser, escapes);
            case START_ARRAY -> array(parser, escapes);
            default -> throw invalid("expected a value, found " + kind(token), parser.currentTokenLocation());
        };
    }

    private static List<Object> array(JsonParser parser, boolean escapes) {
        List<Object> items = new ArrayList<>();
        JsonToken token;
        while ((token = parser.nextToken()) != JsonToken.END_ARRAY) {
            items.add(value(parser, token, escapes));
        }
        return items;
    }

    private static Object integer(JsonParser parser) {
        JsonParser.NumberType type = parser.getNumberType();
        if (type == JsonParser.NumberType.INT && parser.getIntValue() != 0) { // 0 may have been -0
            return parser.getIntValue();
        }
        return type == JsonParser.NumberType.LONG ? (Object) parser.getLongValue() : number(parser);
    }

    private static Object number(JsonParser parser) {
        try {
            return NumberLiteral.parse(parser.getString());
        } catch (NumberFormatException beyond) {
            throw invalid(
                    "a number of more than " + LONGEST_NUMBER
                            + " characters, or with an exponent of more than 9 digits",
                    parser.currentTokenLocation());
        }
    }

    /** Only an escape can have brought half of a pair: the payload itself is UTF-8. */
    private static String check(String text, boolean escapes, JsonParser parser) {
        if (escapes && Utf8.hasLoneSurrogate(text)) {
            throw invalid("an escape that is half of a surrogate pair", parser.currentTokenLocation());
        }
        return text;
    }

    private static String kind(JsonToken token) {
        return switch (token) {
            case START_ARRAY -> "an array";
            case START_OBJECT -> "an object";
            case VALUE_STRING -> "a string";
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> "a number";
            case VALUE_TRUE, VALUE_FALSE -> "true or false";
            case VALUE_NULL -> "null";
            default -> token.asString();
        };
    }

    /** What the parser says, without its hints on its own settings and on places that the failure names itself. */
    private static String message(JacksonException malformed) {
        String message = String.valueOf(malformed.getOriginalMessage()).replaceAll(", from `[^`]*`", "");
        int end = message.length();
        for (String hint :
                List.of("\n", " (start marker at", " (for ", ": enable", " (consider", " require enabling")) {
            int at = message.indexOf(hint);
            end = at > 0 ? Math.min(end, at) : end;
        }
        return message.substring(0, end);
    }

    private static FluxionException invalid(String message, TokenStreamLocation where) {
        return Failure.invalidRecord(CODE, message)
                .at("line " + where.getLineNr() + ", column " + where.getColumnNr())
                .exception();
    }
}
