package ai.fluxion.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.OptionValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the options of everything that has options keep to. Part of the other contracts; not to be extended by itself. */
public abstract class OptionsContract {
    private static final String UNKNOWN = "noSuchOptionAsThis";
    private static final String SECRET = "s3cr3t-of-the-contract";

    OptionsContract() {}

    abstract List<ConnectorOption> declaredOptions();

    abstract Set<String> keysPassedThrough();

    abstract ConnectorConfig configOf(Map<String, Object> options);

    /** What is wrong with the options together. */
    abstract List<OptionProblem> problemsTogether(ConnectorConfig config);

    /** Options that work. */
    abstract Map<String, Object> rightOptions() throws Exception;

    /** Makes what the options are for. */
    abstract Object createFrom(ConnectorConfig config);

    private List<OptionProblem> errors(Map<String, Object> options) {
        ConnectorConfig config = configOf(options);
        List<OptionProblem> all = new ArrayList<>(OptionProblem.of(config, declaredOptions(), keysPassedThrough()));
        all.addAll(problemsTogether(config));
        return all.stream().filter(OptionProblem::error).toList();
    }

    @Test
    protected final void optionsThatWorkHaveNoErrors() throws Exception {
        assertThat(errors(rightOptions())).isEmpty();
    }

    @Test
    protected final void everyOptionSaysWhatItMeans() {
        assertThat(declaredOptions())
                .allSatisfy(option ->
                        assertThat(option.doc()).as("doc of %s", option.name()).isNotBlank());
    }

    @Test
    protected final void everyOptionHasANameOfItsOwn() {
        assertThat(declaredOptions()).extracting(ConnectorOption::name).doesNotHaveDuplicates();
    }

    @Test
    protected final void everyDefaultIsAValueThatMayBeGiven() {
        for (ConnectorOption option : declaredOptions()) {
            option.defaultValue()
                    .ifPresent(value -> assertThatCode(() -> OptionValues.check(option, value))
                            .as("default of %s", option.name())
                            .doesNotThrowAnyException());
            for (String value : option.allowed()) {
                assertThatCode(() -> OptionValues.check(option, value))
                        .as("%s, allowed for %s", value, option.name())
                        .doesNotThrowAnyException();
            }
        }
    }

    @Test
    protected final void noOptionIsRequiredAndHasADefault() {
        assertThat(declaredOptions())
                .allSatisfy(option -> assertThat(
                                option.required() && option.defaultValue().isPresent())
                        .as(option.name())
                        .isFalse());
    }

    @Test
    protected final void aRequiredOptionThatIsMissingIsNamed() throws Exception {
        Map<String, Object> right = rightOptions();
        for (ConnectorOption option : declaredOptions()) {
            if (option.required()) {
                Map<String, Object> options = new LinkedHashMap<>(right);
                options.remove(option.name());
                assertThat(errors(options)).extracting(OptionProblem::option).contains(option.name());
            }
        }
    }

    @Test
    protected final void anUnknownOptionIsRefused() throws Exception {
        Map<String, Object> options = new LinkedHashMap<>(rightOptions());
        options.put(UNKNOWN, "1");
        assertThat(errors(options)).extracting(OptionProblem::option).containsExactly(UNKNOWN);
    }

    @Test
    protected final void aSecretIsShownNowhere() throws Exception {
        Map<String, Object> right = rightOptions();
        for (ConnectorOption option : declaredOptions()) {
            if (option.secret()) {
                Map<String, Object> options = new LinkedHashMap<>(right);
                options.put(option.name(), SECRET);
                ConnectorConfig config = configOf(options);
                assertThat(config.toString()).doesNotContain(SECRET);
                assertThat(errors(options).toString()).doesNotContain(SECRET);
                assertThat(shown(config)).doesNotContain(SECRET);
            }
        }
    }

    /** What is made of it, or the failure with all its causes. */
    private String shown(ConnectorConfig config) {
        try {
            return String.valueOf(createFrom(config));
        } catch (RuntimeException refused) {
            StringBuilder all = new StringBuilder();
            for (Throwable each = refused; each != null; each = each.getCause()) {
                all.append(each).append('\n');
            }
            return all.toString();
        }
    }
}
