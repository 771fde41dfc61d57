package io.sessionservice.openapi;

import io.sessionservice.support.Replica;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.boot.actuate.endpoint.web.WebEndpointsSupplier;
import org.springframework.boot.actuate.endpoint.web.annotation.ControllerEndpointsSupplier;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/** What Spring MVC has mapped, asked of Spring MVC and not of what writes the documents: {@code get /session.json}. */
@SuppressWarnings("removal")
final class MappedRoutes {

    /** A mapping without methods matches all of these; OPTIONS is another mapping of the same path. */
    private static final Set<RequestMethod> ALL = Set.of(
            RequestMethod.GET,
            RequestMethod.HEAD,
            RequestMethod.POST,
            RequestMethod.PUT,
            RequestMethod.PATCH,
            RequestMethod.DELETE);

    private MappedRoutes() {}

    /** Of ours, and the probes that Spring Boot puts beside them. */
    static Set<String> ofPublicPort(Replica replica) {
        Set<String> routes = replica.beans(RequestMappingInfoHandlerMapping.class).stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .filter(handler -> {
                    String name = handler.getValue().getBeanType().getName();
                    return !name.startsWith("org.springdoc") && !name.endsWith("BasicErrorController");
                })
                .flatMap(handler -> routes(handler.getKey()))
                .collect(Collectors.toCollection(TreeSet::new));
        // in the document as what they are below
        routes.removeIf(route -> route.endsWith("/**") && routes.contains(route.substring(0, route.length() - 3)));
        return routes;
    }

    private static Stream<String> routes(RequestMappingInfo info) {
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        return info.getPatternValues().stream()
                .flatMap(path ->
                        (methods.isEmpty() ? ALL : methods).stream().map(method -> route(method.name(), path)));
    }

    static Set<String> ofManagementPort(Replica replica) {
        Stream<String> operations = replica.bean(WebEndpointsSupplier.class).getEndpoints().stream()
                .flatMap(endpoint -> endpoint.getOperations().stream())
                .map(operation -> route(
                        operation.getRequestPredicate().getHttpMethod().name(),
                        "/actuator/" + operation.getRequestPredicate().getPath()));
        Stream<String> controllers = replica.bean(ControllerEndpointsSupplier.class).getEndpoints().stream()
                .flatMap(endpoint -> Arrays.stream(
                                endpoint.getController().getClass().getDeclaredMethods())
                        .flatMap(method -> route(endpoint.getRootPath(), method)));
        return Stream.of(operations, controllers, Stream.of(route("GET", "/actuator")))
                .flatMap(each -> each)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<String> route(String endpoint, Method method) {
        RequestMapping mapping = AnnotatedElementUtils.findMergedAnnotation(method, RequestMapping.class);
        return mapping == null
                ? Stream.empty()
                : Stream.of(
                        route(mapping.method()[0].name(), "/actuator/" + endpoint + String.join("", mapping.path())));
    }

    /** Every operation of a document, HEAD and OPTIONS too. */
    static Set<String> documented(OpenApiDocument document) {
        return document.root()
                .path("paths")
                .propertyStream()
                .flatMap(path ->
                        path.getValue().propertyStream().map(operation -> route(operation.getKey(), path.getKey())))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String route(String method, String path) {
        return method.toLowerCase(Locale.ROOT) + " " + path.replace("{*", "{");
    }
}
