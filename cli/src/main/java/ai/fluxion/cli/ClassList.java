package ai.fluxion.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The list from which the JVM makes an archive of classes ({@code -XX:SharedClassListFile}), with the classes of the
 * connectors' loaders in it, which the JVM's own list ({@code -XX:DumpLoadedClassList}) leaves out.
 *
 * <p>A class of such a loader needs its file and the numbers of its supertypes. Both stand in the JVM's log of loaded
 * classes ({@code -Xlog:class+load=debug}), in two lines a class. A line of another form is passed over: what a list lacks
 * is loaded as ever. The form of a list is that of HotSpot's {@code classListParser.cpp}.
 */
final class ClassList {
    private static final Pattern LOADED = Pattern.compile("\\[class,load\\] (\\S+) source: (.+)");
    private static final Pattern PARENTS = Pattern.compile(
            "\\[class,load\\] +klass: (0x\\p{XDigit}+) super: (0x\\p{XDigit}+)(?: interfaces:((?: 0x\\p{XDigit}+)+))? loader:");

    private final Path apart;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> lines = new ArrayList<>();

    private ClassList(Path apart) {
        this.apart = apart;
    }

    /**
     * Makes a list.
     *
     * @param log the lines of the log
     * @param own the lines of the JVM's own list of the same run, for what it says of lambdas
     * @param apart the folder below which jars are loaded by loaders of their own
     */
    static List<String> of(List<String> log, List<String> own, Path apart) {
        ClassList list = new ClassList(apart);
        Matcher loaded = null;
        for (String line : log) {
            Matcher parents = PARENTS.matcher(line);
            if (loaded != null && parents.find()) {
                list.add(loaded.group(1), loaded.group(2), parents);
            }
            Matcher next = LOADED.matcher(line);
            loaded = next.find() ? next : null;
        }
        own.stream().filter(line -> line.startsWith("@")).forEach(list.lines::add);
        return list.lines;
    }

    private void add(String name, String source, Matcher parents) {
        if (name.contains("/")) { // hidden: made at run time
            return;
        }
        boolean file = source.startsWith("file:");
        if (!file && !source.startsWith("jrt:")) {
            return;
        }
        int number = lines.size() + 1; // an address of a class that was unloaded may come again
        String line = name.replace('.', '/') + " id: " + number;
        Path jar = file ? Path.of(URI.create(source)) : null;
        if (jar != null && jar.startsWith(apart)) {
            String supertypes = supertypes(parents);
            if (supertypes.isEmpty()) {
                return;
            }
            line += supertypes + " source: " + jar;
        }
        numbers.put(parents.group(1), number);
        lines.add(line);
    }

    /** Empty if one of them is not in the list. */
    private String supertypes(Matcher parents) {
        Integer parent = numbers.get(parents.group(2));
        if (parent == null) {
            return "";
        }
        StringBuilder text = new StringBuilder(" super: ").append(parent);
        String[] interfaces = parents.group(3) == null
                ? new String[0]
                : parents.group(3).trim().split(" ");
        for (int i = 0; i < interfaces.length; i++) {
            Integer known = numbers.get(interfaces[i]);
            if (known == null) {
                return "";
            }
            text.append(i == 0 ? " interfaces: " : " ").append(known);
        }
        return text.toString();
    }
}
