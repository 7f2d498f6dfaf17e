package ai.fluxion.core.formats;

import ai.fluxion.core.engine.connectors.Failure;
import ai.fluxion.core.engine.formats.FormatProvider;
import ai.fluxion.core.names.NearestName;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/** The formats that there are, by their names. Immutable. */
public final class Formats {
    private static final List<String> COMPRESSIONS = List.of("gz", "zst");

    private final Map<String, FormatProvider> byName = new TreeMap<>();

    private Formats(Collection<FormatProvider> providers) {
        for (FormatProvider provider : providers) {
            FormatProvider other = byName.put(provider.name(), provider);
            if (other != null && other.getClass() != provider.getClass()) {
                throw Failure.fatal("FLX-FORMAT-TWICE", "two formats are called " + provider.name())
                        .at(other.getClass().getName() + " and "
                                + provider.getClass().getName())
                        .remedy("Remove one of them.")
                        .exception();
            }
        }
    }

    /** Of exactly these. */
    public static Formats of(Collection<FormatProvider> providers) {
        return new Formats(providers);
    }

    /** Of those that class loaders see, and those of the engine; one that several see counts once. */
    public static Formats load(Collection<ClassLoader> loaders) {
        List<FormatProvider> found = new java.util.ArrayList<>();
        ServiceLoader.load(FormatProvider.class, Formats.class.getClassLoader()).forEach(found::add);
        for (ClassLoader loader : loaders) {
            ServiceLoader.load(FormatProvider.class, loader).forEach(found::add);
        }
        return new Formats(found);
    }

    /** Of those that the current thread's class loader sees, and those of the engine. */
    public static Formats load() {
        ClassLoader loader = Thread.currentThread().getContextClassLoader();
        return load(loader == null ? List.of() : List.of(loader));
    }

    /**
     * The format of a name.
     *
     * @throws ai.fluxion.core.engine.connectors.FluxionException fatal, if there is none
     */
    public FormatProvider named(String name) {
        FormatProvider provider = byName.get(name);
        if (provider != null) {
            return provider;
        }
        String nearest = NearestName.of(name, byName.keySet())
                .map(known -> "Is " + known + " meant? ")
                .orElse("");
        throw Failure.fatal("FLX-FORMAT-UNKNOWN", "there is no format called '" + name + "'")
                .remedy(nearest + "There are: " + String.join(", ", byName.keySet()) + ".")
                .exception();
    }

    /** The name of the format that a file's name means by its ending, below that of a compression. */
    public Optional<String> forFileName(String fileName) {
        String[] parts = fileName.substring(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1)
                .toLowerCase(Locale.ROOT)
                .split("\\.", -1);
        int last = parts.length - 1;
        if (last > 0 && COMPRESSIONS.contains(parts[last])) {
            last--;
        }
        if (last < 1) {
            return Optional.empty();
        }
        String ending = parts[last];
        return byName.values().stream()
                .filter(provider -> provider.extensions().contains(ending))
                .map(FormatProvider::name)
                .findFirst();
    }

    /** All of them, by name. */
    public List<FormatProvider> all() {
        return List.copyOf(byName.values());
    }
}
