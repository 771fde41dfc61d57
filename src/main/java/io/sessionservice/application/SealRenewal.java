package io.sessionservice.application;

import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.Purge;
import io.sessionservice.platform.SecretSealer;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Rids the table of the seals of former keys: where a new first key is configured, every secret is sealed anew with it, batch by
 * batch while the service runs, and from wherever an earlier run left off. Then the former key can go; before that, a start without
 * it is refused.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class SealRenewal implements Purge, ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(SealRenewal.class);

    private final JdbcClient jdbc;
    private final SecretSealer sealer;
    private final AuthSecrets secrets;
    private final AuditTrail audit;

    private record Sealed(long id, String secret, @Nullable String previous) {

        @Override
        public String toString() {
            return "Sealed[" + id + ", ****]";
        }
    }

    SealRenewal(JdbcClient jdbc, SecretSealer sealer, AuthSecrets secrets, AuditTrail audit) {
        this.jdbc = jdbc;
        this.sealer = sealer;
        this.secrets = secrets;
        this.audit = audit;
    }

    /** @throws io.sessionservice.platform.UnsafeSettingException naming the keys that are needed and not configured */
    @Override
    public void run(ApplicationArguments arguments) {
        sealer.requireKeys(
                jdbc.sql("""
                        SELECT split_part(auth_secret, ':', 1) FROM applications
                        UNION
                        SELECT split_part(previous_auth_secret, ':', 1) FROM applications
                        WHERE previous_auth_secret IS NOT NULL
                        """).query((row, number) -> row.getString(1)).list());
    }

    @Override
    public String name() {
        return "old-seals";
    }

    @Override
    @Transactional
    public int purgeBatch(Instant now, int limit) {
        List<Sealed> former = jdbc.sql("""
                        SELECT id, auth_secret, previous_auth_secret FROM applications
                        WHERE split_part(auth_secret, ':', 1) <> :key
                           OR split_part(previous_auth_secret, ':', 1) <> :key
                        ORDER BY id
                        LIMIT :limit
                        FOR UPDATE SKIP LOCKED
                        """)
                .param("key", sealer.firstKey())
                .param("limit", limit)
                .query((row, number) -> new Sealed(row.getLong(1), row.getString(2), row.getString(3)))
                .list();
        int renewed = (int) former.stream().filter(this::renew).count();
        if (renewed > 0) {
            audit.record(AuditEntry.of(AuditType.SENSITIVE_UPDATE, "service")
                    .detail("secrets of %d applications sealed with key '%s'".formatted(renewed, sealer.firstKey())));
        }
        return renewed;
    }

    /** @return zero: a seal does not tell since when its key has been a former one */
    @Override
    public Duration lag(Instant now) {
        return Duration.ZERO;
    }

    /** The version stays: nothing has changed for who reads the application. */
    private boolean renew(Sealed sealed) {
        try {
            jdbc.sql("UPDATE applications SET auth_secret = :secret, previous_auth_secret = :previous WHERE id = :id")
                    .param("secret", renewed(sealed.secret(), sealed.id()))
                    .param("previous", sealed.previous() == null ? null : renewed(sealed.previous(), sealed.id()))
                    .param("id", sealed.id())
                    .update();
            return true;
        } catch (IllegalStateException e) {
            log.error("Secret not sealed anew: {}", e.getMessage());
            return false;
        }
    }

    private String renewed(String sealed, long id) {
        return secrets.seal(secrets.unseal(sealed, id), id);
    }
}
