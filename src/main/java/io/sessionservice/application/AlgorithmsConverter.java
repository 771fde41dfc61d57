package io.sessionservice.application;

import io.sessionservice.signature.SignatureAlgorithm;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;

/** Signature algorithms as a comma list, {@code SHA1,SHA256}. */
@Converter
class AlgorithmsConverter implements AttributeConverter<Set<SignatureAlgorithm>, String> {

    @Override
    public String convertToDatabaseColumn(Set<SignatureAlgorithm> algorithms) {
        return algorithms.stream().sorted().map(Enum::name).collect(Collectors.joining(","));
    }

    @Override
    public Set<SignatureAlgorithm> convertToEntityAttribute(String column) {
        return Arrays.stream(column.split(",", -1))
                .map(SignatureAlgorithm::valueOf)
                .collect(Collectors.toUnmodifiableSet());
    }
}
