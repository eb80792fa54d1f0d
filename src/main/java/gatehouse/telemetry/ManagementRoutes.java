package gatehouse.telemetry;

import static akka.http.javadsl.server.PathMatchers.segment;

import akka.actor.ExtendedActorSystem;
import akka.http.javadsl.model.ContentTypes;
import akka.http.javadsl.model.HttpEntities;
import akka.http.javadsl.model.HttpResponse;
import akka.http.javadsl.model.StatusCodes;
import akka.http.javadsl.server.AllDirectives;
import akka.http.javadsl.server.Route;
import akka.http.javadsl.unmarshalling.Unmarshaller;
import akka.management.javadsl.ManagementRouteProvider;
import akka.management.javadsl.ManagementRouteProviderSettings;
import com.google.errorprone.annotations.Keep;
import io.prometheus.metrics.expositionformats.ExpositionFormats;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.stream.Collectors;

/**
 * What gatehouse adds to Akka Management's port:
 *
 * <pre>
 *   GET /metrics              Prometheus's text format, or OpenMetrics if asked for
 *   GET /log-levels           "LOGGER LEVEL", a line each
 *   PUT /log-levels/LOGGER    the body is the level; not if the port is read-only
 * </pre>
 */
public final class ManagementRoutes extends AllDirectives implements ManagementRouteProvider {

  /** Longer than any level. */
  private static final long LONGEST_BODY = 64;

  private final ExpositionFormats formats = ExpositionFormats.init();

  /** Akka Management makes it, by name. */
  @Keep
  public ManagementRoutes(ExtendedActorSystem system) {}

  @Override
  public Route routes(ManagementRouteProviderSettings settings) {
    var levels = path("log-levels", () -> get(() -> complete(levels())));
    return settings.readOnly()
        ? concat(metrics(), levels)
        : concat(metrics(), levels, settingLevels());
  }

  private Route metrics() {
    return path(
        "metrics",
        () ->
            get(() ->
                optionalHeaderValueByName(
                    "Accept", accepted -> complete(snapshot(accepted.orElse(""))))));
  }

  private HttpResponse snapshot(String accepted) {
    var writer = formats.findWriter(accepted);
    var bytes = new ByteArrayOutputStream();
    try {
      writer.write(bytes, PrometheusRegistry.defaultRegistry.scrape());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(ContentTypes.parse(writer.getContentType()), bytes.toByteArray()));
  }

  private static String levels() {
    return LogLevels.configured().entrySet().stream()
        .map(level -> level.getKey() + " " + level.getValue() + "\n")
        .collect(Collectors.joining());
  }

  private Route settingLevels() {
    return path(
        segment("log-levels").slash(segment()),
        logger ->
            put(() ->
                withSizeLimit(
                    LONGEST_BODY,
                    () ->
                        entity(
                            Unmarshaller.entityToString(),
                            level -> complete(answerToSetting(logger, level))))));
  }

  private static HttpResponse answerToSetting(String logger, String level) {
    return LogLevels.set(logger, level)
        .map(problem ->
            HttpResponse.create().withStatus(StatusCodes.BAD_REQUEST).withEntity(problem + "\n"))
        .orElseGet(() -> HttpResponse.create().withStatus(StatusCodes.NO_CONTENT));
  }
}
