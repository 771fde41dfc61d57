package io.sessionservice.platform;

import org.springframework.context.annotation.Configuration;
import org.springframework.data.jpa.repository.config.EnableJpaRepositories;

/** The repositories of all rooms, and where their statements stand (docs/adr/0004). */
@Configuration(proxyBeanMethods = false)
@EnableJpaRepositories(
        basePackages = "io.sessionservice",
        namedQueriesLocation = "classpath:session/statements.xml,classpath:session/listing.xml,"
                + "classpath:session/user-sessions.xml,classpath:nonce/statements.xml,classpath:user/statements.xml,"
                + "classpath:identity/statements.xml,classpath:platform/statements.xml")
public class RepositoryConfiguration {}
