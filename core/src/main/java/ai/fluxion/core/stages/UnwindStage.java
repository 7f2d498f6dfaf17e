package ai.fluxion.core.stages;

import ai.fluxion.core.engine.stages.Stage;
import ai.fluxion.core.model.Document;
import ai.fluxion.core.model.RecordMetadata;
import ai.fluxion.core.model.Unavailable;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * {@code $unwind}: a record for each item of an array.
 *
 * <p>The first one of a pipeline numbers its results from 0. One that follows pairs the number that a record has with the
 * item's, by Szudzik's pairing function, so that all records of one origin keep different numbers, and the same ones when
 * they come again.
 */
final class UnwindStage implements RowStage {
    private static final String[] NO_INDEX = {};

    private final String[] path;
    private final String[] indexPath;
    private final boolean keepsEmpty;
    private final boolean follows;
    private final Place place;

    private UnwindStage(String[] path, String[] indexPath, boolean keepsEmpty, boolean follows, Place place) {
        this.path = path;
        this.indexPath = indexPath;
        this.keepsEmpty = keepsEmpty;
        this.follows = follows;
        this.place = place;
    }

    static Stage compile(Object definition, Site site) {
        Object path = definition;
        List<String> index = List.of();
        boolean keepsEmpty = false;
        if (definition instanceof Map<?, ?> map) {
            Operators.checkNames(
                    map, List.of("path"), List.of("includeArrayIndex", "preserveNullAndEmptyArrays"), site);
            path = map.get("path");
            keepsEmpty = flag(map.get("preserveNullAndEmptyArrays"), site.at("preserveNullAndEmptyArrays"));
            index = indexField(map.get("includeArrayIndex"), site.at("includeArrayIndex"));
        }
        Site here = definition instanceof Map ? site.at("path") : site;
        String[] parts = arrayPath(path, here);
        return new UnwindStage(parts, index.toArray(String[]::new), keepsEmpty, false, site.place());
    }

    private static String[] arrayPath(Object path, Site site) {
        if (path instanceof String text && text.startsWith("$") && !text.startsWith("$$")) {
            return FieldNames.parts(text.substring(1), site).orElse(List.of()).toArray(String[]::new);
        }
        site.error("FLX-STAGE-ARGUMENTS", "expected the path of an array, such as $items");
        return NO_INDEX;
    }

    private static boolean flag(Object value, Site site) {
        if (value != null && !(value instanceof Boolean)) {
            site.error("FLX-STAGE-ARGUMENTS", "expected true or false");
        }
        return Boolean.TRUE.equals(value);
    }

    private static List<String> indexField(Object value, Site site) {
        if (value instanceof String name && !name.startsWith("$")) {
            return FieldNames.parts(name, site).orElse(List.of());
        }
        if (value != null) {
            site.error("FLX-STAGE-ARGUMENTS", "expected the name of a field, without $");
        }
        return List.of();
    }

    /** The same stage for a place behind another one. */
    UnwindStage afterAnother() {
        return new UnwindStage(path, indexPath, keepsEmpty, true, place);
    }

    @Override
    public void process(Document record, Consumer<Document> out) {
        Object value = arrayOf(record);
        if (value == Unavailable.VALUE) {
            throw place.unavailable();
        }
        if (value instanceof List<?> items && !items.isEmpty()) {
            for (int i = 0; i < items.size(); i++) {
                Document result = put(record, path, 0, Document.held(items, i));
                out.accept(numbered(result, i, (long) i));
            }
        } else if (value instanceof List) {
            if (keepsEmpty) {
                out.accept(numbered(without(record, 0), 0, null));
            }
        } else if (keepsEmpty || !Operators.isNullish(value)) {
            out.accept(numbered(record, 0, null));
        }
    }

    private Object arrayOf(Document record) {
        Object value = record;
        for (String name : path) {
            if (value instanceof Document document) {
                value = FieldPaths.field(document, name);
            } else if (value != Unavailable.VALUE) {
                return Missing.VALUE;
            }
        }
        return value;
    }

    private Document numbered(Document result, int number, Long index) {
        Document indexed = indexPath.length == 0 ? result : put(result, indexPath, 0, index);
        RecordMetadata metadata = result.metadata();
        int ordinal = follows || metadata.ordinal() != 0 ? pair(metadata.ordinal(), number) : number;
        return ordinal == metadata.ordinal()
                ? indexed
                : indexed.withMetadata(metadata.toBuilder().ordinal(ordinal).build());
    }

    private int pair(long first, long second) {
        long paired = first >= second ? first * first + first + second : second * second + first;
        if (paired > Integer.MAX_VALUE) {
            throw place.invalid(
                    "FLX-STAGE-UNWIND", "too many records from one: item " + second + " of record " + first);
        }
        return (int) paired;
    }

    private static Document put(Document document, String[] path, int at, Object value) {
        if (at == path.length - 1) {
            return document.with(path[at], value);
        }
        Document inner = document.get(path[at]) instanceof Document found ? found : Document.empty();
        return document.with(path[at], put(inner, path, at + 1, value));
    }

    private Document without(Document document, int at) {
        return at == path.length - 1
                ? document.without(path[at])
                : document.with(path[at], without(document.getDocument(path[at]), at + 1));
    }

    @Override
    public boolean decides(Predicate<String> known) {
        return known.test(path[0]);
    }

    @Override
    public boolean multiplies() {
        return true;
    }

    @Override
    public Set<String> known(Set<String> before) {
        Set<String> known = new HashSet<>(before);
        known.remove(path[0]);
        if (indexPath.length > 0) {
            known.remove(indexPath[0]);
        }
        return known;
    }

    @Override
    public String name() {
        return "$unwind";
    }
}
