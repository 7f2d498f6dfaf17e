package ai.fluxion.core.model;

/** A format for tests: {@code name=value;…}, all values text; without an equals sign it is malformed. Counts its work. */
final class Texts implements PayloadDecoder {
    private int decoded;

    int decoded() {
        return decoded;
    }

    @Override
    public String format() {
        return "texts";
    }

    @Override
    public Document decode(Bytes payload) {
        decoded++;
        DocumentBuilder builder = Document.builder();
        for (String field : payload.utf8().split(";")) {
            int at = field.indexOf('=');
            if (at < 0) {
                throw new IllegalStateException("malformed: " + field);
            }
            builder.put(field.substring(0, at), field.substring(at + 1));
        }
        return builder.build();
    }
}
