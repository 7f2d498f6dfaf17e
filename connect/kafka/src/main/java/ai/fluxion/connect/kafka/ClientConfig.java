package ai.fluxion.connect.kafka;

import ai.fluxion.core.engine.connectors.ConnectorConfig;
import ai.fluxion.core.engine.connectors.ConnectorOption;
import ai.fluxion.core.engine.connectors.OptionProblem;
import ai.fluxion.core.engine.connectors.OptionValues;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigException;

/**
 * Reads what a manifest says to the Kafka client: options that stand for one of its keys, the client's own keys as they
 * are, and {@code properties} for keys that only plugged-in classes know.
 */
final class ClientConfig {
    static final ConnectorOption BOOTSTRAP_SERVERS = ConnectorOption.builder(
                    "bootstrapServers", ConnectorOption.Type.STRING)
            .required()
            .doc("Brokers to ask first, as host:port, separated by commas.")
            .build();
    static final ConnectorOption SECURITY_PROTOCOL = ConnectorOption.builder(
                    "securityProtocol", ConnectorOption.Type.STRING)
            .allowed("PLAINTEXT", "SSL", "SASL_PLAINTEXT", "SASL_SSL")
            .doc("How connections are secured; PLAINTEXT if absent.")
            .build();
    static final ConnectorOption SASL_MECHANISM = ConnectorOption.builder("saslMechanism", ConnectorOption.Type.STRING)
            .doc("The SASL mechanism, such as SCRAM-SHA-512.")
            .build();
    static final ConnectorOption SASL_JAAS_CONFIG = ConnectorOption.builder(
                    "saslJaasConfig", ConnectorOption.Type.STRING)
            .secret()
            .doc("The JAAS login for SASL, with user and password.")
            .build();
    static final ConnectorOption PROPERTIES = ConnectorOption.builder("properties", ConnectorOption.Type.MAP)
            .doc(
                    "Keys for plugged-in classes (serializers, interceptors, login handlers) that the Kafka client itself does"
                            + " not know. Its own keys are written beside the options.")
            .build();

    private final ConnectorConfig config;
    private final ConfigDef client;
    private final Map<String, String> keysOfOptions;

    /**
     * @param config the options
     * @param client what the client knows
     * @param keysOfOptions the options that stand for one key of the client, and that key
     */
    ClientConfig(ConnectorConfig config, ConfigDef client, Map<String, String> keysOfOptions) {
        this.config = config;
        this.client = client;
        this.keysOfOptions = keysOfOptions;
    }

    /** Client keys that hold secrets, as options, so that they are masked like others. */
    static List<ConnectorOption> secretKeys(ConfigDef client) {
        return client.configKeys().values().stream()
                .filter(key -> key.type == ConfigDef.Type.PASSWORD)
                .sorted((left, right) -> left.name.compareTo(right.name))
                .map(key -> ConnectorOption.builder(key.name, ConnectorOption.Type.STRING)
                        .secret()
                        .doc("The Kafka client's own key of this name, handed to it as it is.")
                        .build())
                .toList();
    }

    /** The client's keys and values that were given, in whichever way. */
    Map<String, Object> given() {
        Map<String, Object> keys = new HashMap<>(config.getMap(PROPERTIES.name(), Map.of()));
        config.options().forEach((name, value) -> {
            if (value != null && client.names().contains(name)) {
                keys.put(name, text(value));
            }
        });
        keysOfOptions.forEach((option, key) -> {
            if (config.has(option)) {
                keys.put(key, config.getString(option, ""));
            }
        });
        return keys;
    }

    private static String text(Object value) {
        if (value instanceof List<?> list) {
            return list.stream().map(OptionValues::text).collect(Collectors.joining(","));
        }
        return OptionValues.text(value);
    }

    /** What is wrong with the keys: said twice, owned by the engine, or not what the client takes. */
    List<OptionProblem> check(List<OwnedKey> owned) {
        Map<String, Object> keys;
        try {
            keys = given();
        } catch (RuntimeException wrongType) {
            return List.of(); // told where each option is checked by itself
        }
        List<OptionProblem> problems = new ArrayList<>();
        keysOfOptions.forEach((option, key) -> {
            Object raw = config.options().get(key);
            if (!option.equals(key)
                    && raw != null
                    && config.has(option)
                    && !text(raw).equals(keys.get(key))) {
                problems.add(OptionProblem.error(
                        "FLX-KAFKA-SAID-TWICE",
                        key,
                        "the option " + option + " says something else: keep one of them"));
            }
        });
        for (OwnedKey key : owned) {
            Object value = keys.get(key.key());
            if (value != null) {
                key.check(String.valueOf(value), optionNames(key.key())).ifPresent(problems::add);
            }
        }
        checkValues(keys, problems);
        return problems;
    }

    /** The name under which the user gave a key. */
    private String optionNames(String key) {
        return keysOfOptions.entrySet().stream()
                .filter(entry -> entry.getValue().equals(key) && config.has(entry.getKey()))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(key);
    }

    private void checkValues(Map<String, Object> keys, List<OptionProblem> problems) {
        Map<String, ConfigDef.ConfigKey> known = new LinkedHashMap<>(client.configKeys());
        keys.forEach((name, value) -> {
            ConfigDef.ConfigKey key = known.get(name);
            // A class may live where only the connector's loader looks; a secret appears in no message.
            if (key == null || key.type == ConfigDef.Type.CLASS || key.type == ConfigDef.Type.PASSWORD) {
                return;
            }
            try {
                Object parsed = ConfigDef.parseType(name, value, key.type);
                if (key.validator != null) {
                    key.validator.ensureValid(name, parsed);
                }
            } catch (ConfigException refused) {
                problems.add(OptionProblem.error("FLX-KAFKA-CLIENT-VALUE", optionNames(name), refused.getMessage()));
            }
        });
    }
}
