package ai.fluxion.core.manifest;

import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.manifest.ObjectNode.Entry;
import ai.fluxion.core.names.NearestName;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the values of options: checks each by itself, resolves references, and says how they may be shown. */
final class OptionReader {
    private final Reading reading;
    private final Problems problems;

    OptionReader(Reading reading) {
        this.reading = reading;
        this.problems = reading.problems();
    }

    /** What was read of some options. */
    static final class Options {
        /** Good values, by the options' names; what is null in the manifest is left out. */
        final Map<String, Object> values = new LinkedHashMap<>();
        /** All values as people may see them. */
        final Map<String, Object> shown = new LinkedHashMap<>();
        /** The options about which there is a problem already, or whose values nobody knows yet. */
        final Set<String> doubtful = new HashSet<>();
        /** Known names that were probably meant by unknown ones. */
        final Set<String> meant = new HashSet<>();
        /** Whether there is any error. */
        boolean wrong;
    }

    /**
     * Reads options.
     *
     * @param owner what has them, in messages
     * @param missingAt where an option that is missing is reported
     */
    Options read(
            String owner,
            List<Entry> entries,
            List<ConnectorOption> declared,
            Set<String> passThrough,
            Location missingAt) {
        Options options = new Options();
        Map<String, ConnectorOption> byName = new LinkedHashMap<>();
        declared.forEach(option -> byName.put(option.name(), option));
        for (Entry entry : entries) {
            ConnectorOption option = byName.get(entry.key());
            if (option != null) {
                known(option, entry, options);
            } else if (passThrough.contains(entry.key())) {
                passThrough(entry, options);
            } else {
                unknown(owner, entry, byName.keySet(), passThrough, options);
            }
        }
        for (ConnectorOption option : declared) {
            if (option.required() && !options.shown.containsKey(option.name())) {
                options.wrong = true;
                if (!options.meant.contains(option.name())) {
                    problems.error(
                            "FLX-OPTION-MISSING",
                            missingAt,
                            "the " + owner + " needs the option '" + option.name() + "': " + option.doc());
                }
            }
        }
        return options;
    }

    private void unknown(String owner, Entry entry, Set<String> names, Set<String> passThrough, Options options) {
        Set<String> known = new LinkedHashSet<>(names);
        known.addAll(passThrough);
        NearestName.of(entry.key(), known).ifPresent(options.meant::add);
        options.wrong = true;
        options.doubtful.add(entry.key());
        problems.error(
                "FLX-OPTION-UNKNOWN",
                entry.location(),
                "the " + owner + " has no option '" + entry.key() + "'" + NearestName.hint(entry.key(), known));
    }

    private void known(ConnectorOption option, Entry entry, Options options) {
        Node node = entry.value();
        if (node.isNull()) {
            return;
        }
        String name = option.name();
        options.shown.put(name, option.secret() ? PlainValues.masked(node) : PlainValues.shown(node));
        OptionValue value = new OptionValue(reading, this, option, options);
        value.read(node);
        if (value.failed()) {
            options.wrong = true;
        }
        if (value.failed() || !value.known()) {
            options.doubtful.add(name);
        }
        value.usable().ifPresent(usable -> options.values.put(name, usable));
        if (option.secret()) {
            value.usable().ifPresent(this::hide);
        }
    }

    private void hide(Object secret) {
        if (secret instanceof Map<?, ?> map) {
            map.values().forEach(this::hide);
        } else if (secret instanceof List<?> list) {
            list.forEach(this::hide);
        } else {
            reading.redaction().hide(String.valueOf(secret), Redaction.MASK);
        }
    }

    /** A client's own setting: text, whatever it looks like. */
    private void passThrough(Entry entry, Options options) {
        Node node = entry.value();
        if (node.isNull()) {
            return;
        }
        ConnectorOption.Builder texts = ConnectorOption.builder(entry.key(), ConnectorOption.Type.LIST);
        ConnectorOption option =
                SecretNames.looksSecret(entry.key()) ? texts.secret().build() : texts.build();
        known(option, entry, options);
        if (options.values.get(entry.key()) instanceof List<?> items) {
            options.values.put(
                    entry.key(),
                    String.join(",", items.stream().map(String::valueOf).toList()));
        }
    }
}
