package io.sessionservice.support;

import org.springframework.context.annotation.Condition;
import org.springframework.context.annotation.ConditionContext;
import org.springframework.core.type.AnnotatedTypeMetadata;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.utility.DockerImageName;

/** Whether a Docker engine answers. Where none does, PostgreSQL runs as a process, from the same version. */
public final class Docker {

    public static final DockerImageName POSTGRES = DockerImageName.parse("postgres:18-alpine");

    private static final class Holder {
        static final boolean ANSWERS = DockerClientFactory.instance().isDockerAvailable();
    }

    private Docker() {}

    public static boolean answers() {
        return Holder.ANSWERS;
    }

    public static final class Answers implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return answers();
        }
    }

    public static final class IsSilent implements Condition {
        @Override
        public boolean matches(ConditionContext context, AnnotatedTypeMetadata metadata) {
            return !answers();
        }
    }
}
