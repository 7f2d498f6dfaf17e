package ai.fluxion.core.stages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** {@code docs/stages.md} names the operators that there are, with their counts of cases, and those left out. */
class OperatorDocumentsTest {
    private static final Path DOCUMENT = Path.of("../docs/stages.md");

    private static String part(String start) throws IOException {
        String text = Files.readString(DOCUMENT);
        int from = text.indexOf(start);
        assertThat(from).as("the part '%s' of %s", start, DOCUMENT).isNotNegative();
        return text.substring(from, text.indexOf("<!-- end -->", from));
    }

    @Test
    void everyOperatorIsThereWithItsCountOfCases() throws IOException {
        Map<String, Integer> documented = new TreeMap<>();
        Matcher operators = Pattern.compile("`(\\$\\w+)` (\\d+)").matcher(part("<!-- generated: operators -->"));
        while (operators.find()) {
            documented.put(operators.group(1), Integer.parseInt(operators.group(2)));
        }
        Map<String, Integer> counted = new TreeMap<>();
        for (String section : OperatorCase.SECTIONS) {
            OperatorCase.ofSection(section).forEach(each -> counted.merge(each.operator(), 1, Integer::sum));
        }
        assertThat(documented).isEqualTo(counted);
        assertThat(documented.keySet()).containsExactlyElementsOf(StageCompiler.operatorNames());
    }

    @Test
    void everythingThatIsLeftOutIsThereWithItsReason() throws IOException {
        List<String> leftOut = new ArrayList<>(LeftOut.operatorNames());
        leftOut.addAll(LeftOut.variableNames());
        String table = part("<!-- generated: refused-operators ");
        assertThat(table.substring(table.indexOf("|")).split("`"))
                .filteredOn(word -> word.startsWith("$"))
                .containsExactlyInAnyOrderElementsOf(leftOut);
    }
}
