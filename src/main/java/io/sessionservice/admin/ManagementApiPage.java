package io.sessionservice.admin;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.ResourceHandlerRegistry;
import org.springframework.web.servlet.config.annotation.ViewControllerRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The documents of both ports as pages to read, for operators: files from the jar. That of this port can be tried here, with the
 * credentials that the browser has already sent; requests to the other one the page's policy forbids.
 */
final class ManagementApiPage implements WebMvcConfigurer {

    private static final String PATH = "/api-docs";

    /** Strict but for what swagger-ui cannot do without: pictures that stand in its style sheet, and styles that it sets on elements. */
    private static final String CONTENT = "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
            + "img-src 'self' data:; connect-src 'self'; form-action 'none'; frame-ancestors 'none'; base-uri 'none'";

    @Override
    public void addResourceHandlers(ResourceHandlerRegistry registry) {
        // by name, for the public port's page, where there is one, is set up in this context too; and as a variable,
        // for of a path
        // without one there is no part that could name the file
        registry.addResourceHandler(PATH + "/{file:management\\.[a-z]+}")
                .addResourceLocations("classpath:/management-api-page/");
        registry.addResourceHandler(PATH + "/*").addResourceLocations("classpath:/api-page/");
    }

    @Override
    public void addViewControllers(ViewControllerRegistry registry) {
        registry.addRedirectViewController(PATH, PATH + "/management.html");
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new ContentPolicy()).addPathPatterns(PATH + "/*");
    }

    private static final class ContentPolicy implements HandlerInterceptor {

        @Override
        public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
            response.setHeader("Content-Security-Policy", CONTENT);
            response.setHeader("Referrer-Policy", "no-referrer");
            return true;
        }
    }
}
