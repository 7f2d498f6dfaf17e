package ai.fluxion.core.manifest;

/**
 * A text, number, truth value or null.
 *
 * @param value String, Integer, Long, Double, BigDecimal, Boolean or null
 * @param text as it was written, without quotes: an option that is text takes {@code 007} and {@code 1.10} as they stand
 */
record ScalarNode(Location location, Object value, String text) implements Node {
    @Override
    public boolean isNull() {
        return value == null;
    }

    @Override
    public String describe() {
        if (value == null) {
            return "nothing";
        }
        if (value instanceof String) {
            return "text";
        }
        return value instanceof Boolean ? "true or false" : "a number";
    }
}
