package io.sessionservice.image;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.sessionservice.SessionServiceApplication;
import org.junit.jupiter.api.Test;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.support.DefaultLifecycleProcessor;

/** The run that fills the image's ahead-of-time cache: everything is made, and nothing needs a database for it. */
class TrainingRunTests {

    private static final class Refreshed extends RuntimeException {}

    @Test
    void refreshesWithoutADatabase() {
        SpringApplicationBuilder service = new SpringApplicationBuilder(SessionServiceApplication.class)
                .initializers(context -> context.getBeanFactory()
                        .registerSingleton("lifecycleProcessor", new DefaultLifecycleProcessor() {
                            @Override
                            public void onRefresh() {
                                // where spring.context.exit=onRefresh ends the JVM
                                throw new Refreshed();
                            }
                        }));

        assertThatThrownBy(() -> service.run(
                        "--spring.config.additional-location=file:docker/training.yaml",
                        "--logging.level.org.springframework.boot.SpringApplication=OFF"))
                .isInstanceOf(Refreshed.class);
    }
}
