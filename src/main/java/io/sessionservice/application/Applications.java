package io.sessionservice.application;

import java.util.Optional;
import org.springframework.stereotype.Component;

/** The registered applications, for those who serve their clients. */
@Component
public class Applications {

    private final ApplicationRepository repository;
    private final ApplicationMapping mapping;

    Applications(ApplicationRepository repository, ApplicationMapping mapping) {
        this.repository = repository;
        this.mapping = mapping;
    }

    /** The application, or empty when there is none of this id or it is suspended. Reads PostgreSQL each time. */
    public Optional<Application> findActive(ApplicationId id) {
        return Optional.ofNullable(repository.read(id.value()))
                .filter(entity -> entity.status == ApplicationStatus.ACTIVE)
                .map(mapping::toApplication);
    }
}
