package io.sessionservice.identity;

import io.sessionservice.platform.AuditEntry;
import io.sessionservice.platform.AuditTrail;
import io.sessionservice.platform.AuditType;
import io.sessionservice.platform.Purge;
import io.sessionservice.platform.SecretSealer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Rids the table of the seals of former keys, as is done for the secrets of applications. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class HeaderSealRenewal implements Purge, ApplicationRunner {

    private static final Logger log = LoggerFactory.getLogger(HeaderSealRenewal.class);

    private final IdentityProviderRepository repository;
    private final SecretSealer sealer;
    private final HeaderSeals seals;
    private final AuditTrail audit;

    HeaderSealRenewal(IdentityProviderRepository repository, SecretSealer sealer, HeaderSeals seals, AuditTrail audit) {
        this.repository = repository;
        this.sealer = sealer;
        this.seals = seals;
        this.audit = audit;
    }

    /** @throws io.sessionservice.platform.UnsafeSettingException naming the keys that are needed and not configured */
    @Override
    public void run(ApplicationArguments arguments) {
        sealer.requireKeys(repository.sealingKeys());
    }

    @Override
    public String name() {
        return "old-header-seals";
    }

    @Override
    @Transactional
    public int purgeBatch(Instant now, int limit) {
        int renewed = (int) repository.sealedByOthers(sealer.firstKey() + ':', limit).stream()
                .filter(this::renew)
                .count();
        if (renewed > 0) {
            audit.record(AuditEntry.of(AuditType.SENSITIVE_UPDATE, "service")
                    .detail("headers of %d identity providers sealed with key '%s'"
                            .formatted(renewed, sealer.firstKey())));
        }
        return renewed;
    }

    /** @return zero: a seal does not tell since when its key has been a former one */
    @Override
    public Duration lag(Instant now) {
        return Duration.ZERO;
    }

    private boolean renew(IdentityProviderEntity entity) {
        try {
            String value = seals.unseal(Objects.requireNonNull(entity.secretHeaderValue), entity.key);
            entity.secretHeaderValue = seals.seal(value, entity.key);
            return true;
        } catch (IllegalStateException e) {
            log.error("Header not sealed anew: {}", e.getMessage());
            return false;
        }
    }
}
