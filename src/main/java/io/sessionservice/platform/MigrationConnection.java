package io.sessionservice.platform;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.flyway.autoconfigure.FlywayConnectionDetails;
import org.springframework.boot.flyway.autoconfigure.FlywayMigrationStrategy;
import org.springframework.boot.flyway.autoconfigure.FlywayProperties;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Migrations may take as long as they take: they run on connections of their own, outside the pool, whose timeouts are made for
 * requests. {@code spring.flyway.url}, {@code .user} and {@code .password} say otherwise where they are set.
 */
@Configuration(proxyBeanMethods = false)
@ConditionalOnBooleanProperty(name = "spring.flyway.enabled", matchIfMissing = true)
@EnableConfigurationProperties(FlywayProperties.class)
class MigrationConnection {

    @Bean
    @ConditionalOnMissingBean(FlywayConnectionDetails.class)
    FlywayConnectionDetails migrationConnectionDetails(JdbcConnectionDetails database, FlywayProperties flyway) {
        return new FlywayConnectionDetails() {
            @Override
            public String getJdbcUrl() {
                return flyway.getUrl() == null ? database.getJdbcUrl() : flyway.getUrl();
            }

            @Override
            public @Nullable String getUsername() {
                return flyway.getUser() == null ? database.getUsername() : flyway.getUser();
            }

            @Override
            public @Nullable String getPassword() {
                return flyway.getUser() == null ? database.getPassword() : flyway.getPassword();
            }
        };
    }

    /**
     * One replica at a time, however many start at once. Whether at all is asked at the start once more, for a generated context
     * (docs/adr/0056) has this class whatever the setting says.
     */
    @Bean
    FlywayMigrationStrategy migrationWhereItIsWanted(FlywayProperties flyway) {
        return migrations -> {
            if (flyway.isEnabled()) {
                new MigrationTurn(migrations.getConfiguration().getDataSource()).take(migrations::migrate);
            }
        };
    }
}
