package ai.fluxion.core.model;

/**
 * The value of a field that exists but that the source did not send, such as an unchanged TOASTed column of PostgreSQL.
 * It is neither null nor missing: a sink that updates leaves the target's value alone, and JSON omits the field.
 */
public enum Unavailable {
    VALUE
}
