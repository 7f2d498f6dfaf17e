package ai.fluxion.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClassListTest {
    private static final Path APART = Path.of("/a home/connectors");

    @Test
    void aClassOfAConnectorNamesItsFileAndItsSupertypesByNumber() {
        assertThat(
                        list(
                                "[0.007s][info ][class,load] java.lang.Object source: jrt:/java.base",
                                "[0.007s][debug][class,load]  klass: 0x01 super: 0x00 loader: [loader data: 0x1 of 'bootstrap'] bytes: 9",
                                "[0.008s][info ][class,load] org.Face source: file:/a%20home/lib/core.jar",
                                "[0.008s][debug][class,load]  klass: 0x02 super: 0x01 loader: [loader data: 0x2 of 'app'] bytes: 9",
                                "[0.009s][info ][class,load] org.A$B source: file:/a%20home/connectors/kafka/k.jar",
                                "[0.009s][debug][class,load]  klass: 0x03 super: 0x01 interfaces: 0x02 loader: [loader data: 0x3] bytes: 9",
                                "[0.010s][info ][class,load] org.C source: file:/a%20home/connectors/kafka/k.jar",
                                "[0.010s][debug][class,load]  klass: 0x04 super: 0x03 interfaces: 0x02 0x02 loader: [loader data: 0x3]"))
                .containsExactly(
                        "java/lang/Object id: 1",
                        "org/Face id: 2",
                        "org/A$B id: 3 super: 1 interfaces: 2 source: /a home/connectors/kafka/k.jar",
                        "org/C id: 4 super: 3 interfaces: 2 2 source: /a home/connectors/kafka/k.jar");
    }

    @Test
    void whatTheJvmMadeAtRunTimeOrWhoseSupertypeIsNotListedIsLeftOut() {
        assertThat(list(
                        "[0.1s][info ][class,load] org.A$$Lambda$7/0x01 source: org.A",
                        "[0.1s][debug][class,load]  klass: 0x05 super: 0x01 loader: [loader data: 0x1]",
                        "[0.1s][info ][class,load] org.Proxy1 source: __JVM_LookupDefineClass__",
                        "[0.1s][debug][class,load]  klass: 0x06 super: 0x01 loader: [loader data: 0x1]",
                        "[0.1s][info ][class,load] org.Orphan source: file:/a%20home/connectors/kafka/k.jar",
                        "[0.1s][debug][class,load]  klass: 0x07 super: 0x06 loader: [loader data: 0x1]",
                        "[0.1s][info ][class,load] org.Cut source: file:/a%20home/lib/k.jar",
                        "something else",
                        "[0.1s][debug][class,load]  klass: 0x08 super: 0x01 loader: [loader data: 0x1]"))
                .isEmpty();
    }

    @Test
    void lambdasAreTakenFromTheListOfTheJvm() {
        assertThat(ClassList.of(List.of(), List.of("# comment", "org/A id: 9", "@lambda-proxy org/A run ()V"), APART))
                .containsExactly("@lambda-proxy org/A run ()V");
    }

    private static List<String> list(String... log) {
        return ClassList.of(List.of(log), List.of(), APART);
    }
}
