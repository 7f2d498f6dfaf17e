package ai.fluxion.core.model;

import java.util.Objects;

/**
 * The name of a field, for whoever looks for it in many documents: it remembers where the field stands in the forms that it met
 * last. Safe for several threads.
 */
public final class FieldHandle {
    /** Where the field is in a form, -1 if it is not. */
    private record Place(Shape in, int ordinal) {}

    /** @param longer the form with the field behind the others; null if it can't be shared */
    private record Longer(Shape than, Shape longer) {}

    private final String name;
    private final Recent<Place> places = new Recent<>(Place[]::new);
    private final Recent<Longer> longer = new Recent<>(Longer[]::new);

    public FieldHandle(String name) {
        this.name = Objects.requireNonNull(name, "name");
    }

    public String name() {
        return name;
    }

    /** As {@link Document#ordinal}. */
    public int ordinal(Document document) {
        return ordinal(document.fields().shape);
    }

    private int ordinal(Shape shape) {
        for (Place place : places.all()) {
            if (place.in == shape) {
                return place.ordinal;
            }
        }
        int ordinal = shape.ordinal(name);
        places.add(new Place(shape, ordinal));
        return ordinal;
    }

    /** As {@link Document#with}. */
    public Document set(Document document, Object value) {
        Fields fields = document.fields();
        Object held = Values.normalize(value);
        int ordinal = ordinal(fields.shape);
        if (ordinal >= 0) {
            return document.changed(fields.with(ordinal, held));
        }
        Shape form = longer(fields.shape);
        return document.changed(form == null ? fields.with(name, held) : fields.plus(form, held));
    }

    private Shape longer(Shape shape) {
        for (Longer known : longer.all()) {
            if (known.than == shape) {
                return known.longer;
            }
        }
        Shape form = shape.plus(name);
        longer.add(new Longer(shape, form));
        return form;
    }
}
