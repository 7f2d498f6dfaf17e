package ai.fluxion.core.stages;

/** A value written in the definition, or computed from such. */
record Literal(Object value) implements Node {
    static final Literal NULL = new Literal(null);

    @Override
    public Object evaluate(Scope scope) {
        return value;
    }

    @Override
    public boolean constant() {
        return true;
    }
}
