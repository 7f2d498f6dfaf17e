package ai.fluxion.core.manifest;

import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * One case of a manifest's tests: what goes into the stages, and what is to come out.
 *
 * @param location where the case begins
 * @param input maps, each a record's fields; or texts, each a payload as the source would hand it over
 * @param output maps, the records that are expected, in order
 * @param deadLetters maps, each some of the fields of the dead letters that are expected, in order
 * @param mocks what stands in place of a stage, by the stage's index (from 0): stages, as a manifest holds them
 */
public record ManifestCase(
        String name,
        Location location,
        List<Item> input,
        List<Item> output,
        List<Item> deadLetters,
        Map<Integer, List<Object>> mocks) {
    public ManifestCase {
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(location, "location");
        input = List.copyOf(input);
        output = List.copyOf(output);
        deadLetters = List.copyOf(deadLetters);
        mocks = Map.copyOf(mocks);
    }

    /** A value with its place: lists, maps, texts, integers, doubles, decimals, truth values and null, as in manifests. */
    public record Item(Location location, Object value) {}
}
