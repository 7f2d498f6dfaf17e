package ai.fluxion.core.stages;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** MongoDB's operators of expressions and variables that make no sense on one record here, and why. */
final class LeftOut {
    private static final String OF_RECORDS =
            "it gathers values of many records, and a stage sees one. Gather in the sink's system.";
    private static final String OF_WINDOWS =
            "it needs the records before or after this one. Compute windows in the sink's system.";
    private static final String ENCRYPTED =
            "it asks text that a MongoDB server keeps encrypted, and there is none here.";
    private static final String SEARCH = "it is about a search of a MongoDB server, and there is none here.";
    private static final String TIMESTAMPS =
            "records hold no BSON timestamps, which are internal to MongoDB. Dates have $second and $toLong.";
    private static final String REDACT =
            "it steers $redact, which there is not. $cond with $$REMOVE leaves a field out.";

    private static final Map<String, String> OPERATORS = new TreeMap<>();

    static {
        for (String name : List.of("$addToSet", "$bottom", "$bottomN", "$count", "$push", "$top", "$topN")) {
            OPERATORS.put(name, OF_RECORDS);
        }
        for (String name : List.of(
                "$covariancePop",
                "$covarianceSamp",
                "$denseRank",
                "$derivative",
                "$documentNumber",
                "$expMovingAvg",
                "$integral",
                "$linearFill",
                "$locf",
                "$minMaxScaler",
                "$rank",
                "$shift")) {
            OPERATORS.put(name, OF_WINDOWS);
        }
        for (String name : List.of("$encStrContains", "$encStrEndsWith", "$encStrNormalizedEq", "$encStrStartsWith")) {
            OPERATORS.put(name, ENCRYPTED);
        }
        OPERATORS.put("$accumulator", "it runs JavaScript. Use operators, or a stage of your own.");
        OPERATORS.put("$function", "it runs JavaScript. Use operators, or a stage of your own.");
        OPERATORS.put("$meta", SEARCH);
        OPERATORS.put("$tsSecond", TIMESTAMPS);
        OPERATORS.put("$tsIncrement", TIMESTAMPS);
        OPERATORS.put(
                "$toObjectId", "records hold no object ids; one that a source sends is text. Leave the text as it is.");
        OPERATORS.put("$toHashedIndexKey", "it tells the key of a hashed index of a MongoDB server. Use $hash.");
        OPERATORS.put(
                "$bsonSize",
                "a record is no BSON here, and its size depends on the sink's format. $binarySize measures text.");
        OPERATORS.put("$sampleRate", "it is a condition. Write {$match: {$sampleRate: 0.1}}, or compare with $rand.");
    }

    private static final Map<String, String> VARIABLES = Map.of(
            "DESCEND", REDACT,
            "PRUNE", REDACT,
            "KEEP", REDACT,
            "CLUSTER_TIME", "there is no cluster of MongoDB servers here. $$NOW is the time.",
            "SEARCH_META", SEARCH,
            "USER_ROLES", "a pipeline has no users with roles.");

    private LeftOut() {}

    /** Why there is no such operator, and what to use instead; empty if it is no such operator. */
    static Optional<String> operator(String name) {
        return Optional.ofNullable(OPERATORS.get(name));
    }

    /** Why there is no such variable, named without its {@code $$}; empty if it is no such variable. */
    static Optional<String> variable(String name) {
        return Optional.ofNullable(VARIABLES.get(name));
    }

    static List<String> operatorNames() {
        return List.copyOf(OPERATORS.keySet());
    }

    /** With their {@code $$}. */
    static List<String> variableNames() {
        List<String> names = new ArrayList<>(VARIABLES.keySet());
        names.replaceAll(name -> "$$" + name);
        names.sort(null);
        return names;
    }
}
