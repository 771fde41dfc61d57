package io.sessionservice.signature;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Finds out what a client did wrong when it signed: makes each mistake with the secret that it should have used, and sees whether
 * the signature comes out that was sent. Tells which mistakes fit, never what would be right.
 */
public final class SignatureDiagnosis {

    private static final Pattern FORM = Pattern.compile("[0-9a-fA-F]{40}|[0-9a-fA-F]{64}");

    /** How far beside a sent number the signed one is looked for. */
    private static final int REACH = 30;

    private record Attempt(SigningMistake mistake, String key, String base) {

        @Override
        public String toString() {
            return "Attempt[" + mistake + ", ****]";
        }
    }

    private SignatureDiagnosis() {}

    /** Whether the text can be a signature at all. */
    public static boolean isSignature(String text) {
        return FORM.matcher(text).matches();
    }

    /**
     * The mistakes that lead to the signature sent.
     *
     * @param secret that should have been used
     * @param authKey that goes with it
     */
    public static Set<SigningMistake> mistakes(SentParameters sent, AuthSecret secret, String authKey) {
        Set<SigningMistake> found = EnumSet.noneOf(SigningMistake.class);
        String text = sent.signature().filter(SignatureDiagnosis::isSignature).orElse("");
        SignatureAlgorithm algorithm =
                SignatureAlgorithm.ofHexDigits(text.length()).orElse(null);
        if (algorithm == null || secret.value().isEmpty()) {
            return found;
        }
        byte[] signature = HexFormat.of().parseHex(text);
        for (Attempt attempt : attempts(sent, secret, authKey)) {
            byte[] made = SignatureVerifier.hmac(
                    algorithm, attempt.key().getBytes(UTF_8), attempt.base().getBytes(UTF_8));
            if (ConstantTime.equal(made, signature)) {
                found.add(attempt.mistake());
            }
        }
        return found;
    }

    private static List<Attempt> attempts(SentParameters sent, AuthSecret secret, String authKey) {
        List<Attempt> attempts = new ArrayList<>();
        String right = secret.value();
        attempts.add(new Attempt(
                SigningMistake.OTHER_SPELLING, right, SignatureBase.of(ParameterNaming.asDocumented(sent.covered()))));
        for (List<SignedParameter> reading : List.of(sent.covered(), sent.coveredAsSdksDo())) {
            String base = SignatureBase.of(reading);
            bases(reading).forEach(attempt -> attempts.add(new Attempt(attempt.mistake(), right, attempt.base())));
            attempts.add(new Attempt(SigningMistake.KEY_AND_SECRET_SWAPPED, authKey, base));
            for (String spaced : List.of(right.strip(), right + ' ', right + '\n', right + "\r\n", ' ' + right)) {
                if (!spaced.equals(right) && !spaced.isEmpty()) {
                    attempts.add(new Attempt(SigningMistake.SECRET_WITH_WHITE_SPACE, spaced, base));
                }
            }
        }
        return attempts;
    }

    private static Stream<Attempt> bases(List<SignedParameter> reading) {
        List<Attempt> bases = new ArrayList<>();
        add(bases, SigningMistake.UNSORTED, joined(reading));
        for (UnaryOperator<String> encoding : List.<UnaryOperator<String>>of(
                text -> PercentEncoding.of(text, "%20"), text -> PercentEncoding.of(text, "+"))) {
            add(
                    bases,
                    SigningMistake.URL_ENCODED,
                    SignatureBase.of(mapped(reading, UnaryOperator.identity(), encoding)));
            add(bases, SigningMistake.URL_ENCODED, SignatureBase.of(mapped(reading, encoding, encoding)));
        }
        for (String value : List.of("", "null", "undefined")) {
            List<SignedParameter> more = new ArrayList<>(reading);
            more.add(new SignedParameter("signature", value));
            add(bases, SigningMistake.SIGNATURE_INCLUDED, SignatureBase.of(more));
        }
        add(
                bases,
                SigningMistake.BRACKETS_LEFT_OUT,
                SignatureBase.of(reading.stream()
                        .filter(parameter -> parameter.name().indexOf('[') < 0)
                        .toList()));
        beside(reading, "nonce").forEach(base -> add(bases, SigningMistake.ANOTHER_NONCE, base));
        beside(reading, "timestamp").forEach(base -> add(bases, SigningMistake.ANOTHER_TIMESTAMP, base));
        String right = SignatureBase.of(reading);
        return bases.stream().filter(attempt -> !attempt.base().equals(right));
    }

    private static void add(List<Attempt> bases, SigningMistake mistake, String base) {
        bases.add(new Attempt(mistake, "", base));
    }

    private static String joined(List<SignedParameter> parameters) {
        return parameters.stream()
                .map(parameter -> parameter.name() + '=' + parameter.value())
                .collect(Collectors.joining("&"));
    }

    private static List<SignedParameter> mapped(
            List<SignedParameter> parameters, UnaryOperator<String> names, UnaryOperator<String> values) {
        return parameters.stream()
                .map(parameter -> new SignedParameter(names.apply(parameter.name()), values.apply(parameter.value())))
                .toList();
    }

    /** Bases with other values of one number: a little less or more, a thousand times as much, none. */
    private static Stream<String> beside(List<SignedParameter> reading, String name) {
        String sent = reading.stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(SignedParameter::value)
                .findFirst()
                .orElse("");
        List<SignedParameter> without = reading.stream()
                .filter(parameter -> !parameter.name().equals(name))
                .toList();
        Stream<String> others = sent.matches("-?[0-9]{1,18}")
                ? Stream.concat(
                        IntStream.rangeClosed(-REACH, REACH)
                                .filter(step -> step != 0)
                                .mapToObj(step -> Long.toString(Long.parseLong(sent) + step)),
                        Stream.of(sent + "000"))
                : Stream.empty();
        return Stream.concat(
                Stream.of(SignatureBase.of(without)),
                others.map(value -> SignatureBase.of(reading.stream()
                        .map(parameter -> parameter.name().equals(name) ? new SignedParameter(name, value) : parameter)
                        .toList())));
    }
}
