package io.sessionservice.admin;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.api.FuzzedDataProvider;
import com.code_intelligence.jazzer.junit.FuzzTest;
import io.sessionservice.support.Allocation;
import java.util.List;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.json.JsonMapper;

/** Bodies and command lines of operators. */
class ManagementInputFuzz {

    private static final List<Class<? extends AdminBody>> BODIES = List.of(
            RegisterApplicationBody.class,
            CreateUserBody.class,
            RotateSecretBody.class,
            SetPasswordBody.class,
            SignatureBody.class);

    private static final JsonMapper JSON = new JsonMapper();

    @Timeout(5)
    @FuzzTest
    void isUnderstoodOrRefused(FuzzedDataProvider data) {
        Class<? extends AdminBody> type = data.pickValue(BODIES);
        List<String> words = List.of(data.consumeString(2000).split("\n"));
        byte[] body = data.consumeRemainingAsBytes();
        Allocation.within(16L * 1024 * 1024, () -> {
            try {
                AdminJson.read(body, type);
            } catch (AdminRefusedException refusal) {
                assertThat(JSON.writeValueAsBytes(refusal.errors())).isNotEmpty();
            }
            return true;
        });
        try {
            CommandLine command = CommandLine.parse(words);
            command.options().keySet().forEach(option -> number(command, option));
        } catch (CommandLineException refusal) {
            assertThat(refusal).hasMessageMatching("(?s).+\\.");
        }
    }

    private static void number(CommandLine command, String option) {
        try {
            assertThat(command.number(option)).isPositive();
        } catch (CommandLineException refusal) {
            assertThat(refusal).hasMessageContaining(option);
        }
    }
}
