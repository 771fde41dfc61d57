{{- define "session-service.name" -}}
{{- .Chart.Name }}
{{- end }}

{{- define "session-service.fullname" -}}
{{- if .Values.fullnameOverride }}
{{- .Values.fullnameOverride | trunc 52 | trimSuffix "-" }}
{{- else if contains (include "session-service.name" .) .Release.Name }}
{{- .Release.Name | trunc 52 | trimSuffix "-" }}
{{- else }}
{{- printf "%s-%s" .Release.Name (include "session-service.name" .) | trunc 52 | trimSuffix "-" }}
{{- end }}
{{- end }}

{{- define "session-service.selector" -}}
app.kubernetes.io/name: {{ include "session-service.name" . }}
app.kubernetes.io/instance: {{ .Release.Name }}
app.kubernetes.io/component: service
{{- end }}

{{/* labels of an object; a dict of root and component */}}
{{- define "session-service.labels" -}}
helm.sh/chart: {{ printf "%s-%s" .root.Chart.Name .root.Chart.Version | replace "+" "_" }}
app.kubernetes.io/name: {{ include "session-service.name" .root }}
app.kubernetes.io/instance: {{ .root.Release.Name }}
app.kubernetes.io/version: {{ .root.Chart.AppVersion | quote }}
app.kubernetes.io/component: {{ .component }}
app.kubernetes.io/managed-by: {{ .root.Release.Service }}
{{- end }}

{{- define "session-service.image" -}}
{{- if .Values.image.digest -}}
{{ .Values.image.repository }}@{{ .Values.image.digest }}
{{- else -}}
{{ .Values.image.repository }}:{{ .Values.image.tag | default .Chart.AppVersion }}
{{- end }}
{{- end }}

{{/* What every pod has in common: the "restricted" Pod Security Standard. No service links: the variables that they put into a
     pod (SESSIONS_…_PORT) have the names of settings. */}}
{{- define "session-service.pod" -}}
automountServiceAccountToken: false
enableServiceLinks: false
{{- with .Values.image.pullSecrets }}
imagePullSecrets:
  {{- toYaml . | nindent 2 }}
{{- end }}
securityContext:
  runAsNonRoot: true
  runAsUser: 10001
  runAsGroup: 10001
  fsGroup: 10001
  seccompProfile:
    type: RuntimeDefault
{{- end }}

{{- define "session-service.container" -}}
image: {{ include "session-service.image" . }}
imagePullPolicy: {{ .Values.image.pullPolicy }}
securityContext:
  allowPrivilegeEscalation: false
  readOnlyRootFilesystem: true
  capabilities:
    drop: [ALL]
{{- end }}

{{- define "session-service.databaseUrl" -}}
{{- if .Values.database.url -}}
{{ .Values.database.url }}
{{- else if .Values.cloudnativepg.enabled -}}
jdbc:postgresql://{{ include "session-service.fullname" . }}-db-rw:5432/sessions
{{- else -}}
{{ fail "database.url is required (or cloudnativepg.enabled)" }}
{{- end }}
{{- end }}

{{- define "session-service.databaseSecret" -}}
{{- if .Values.database.existingSecret -}}
{{ .Values.database.existingSecret }}
{{- else if .Values.cloudnativepg.enabled -}}
{{ include "session-service.fullname" . }}-db-app
{{- else -}}
{{ fail "database.existingSecret is required (or cloudnativepg.enabled)" }}
{{- end }}
{{- end }}

{{/* an environment variable out of a Secret; a list of name, Secret and key */}}
{{- define "session-service.fromSecret" -}}
- name: {{ index . 0 }}
  valueFrom:
    secretKeyRef:
      name: {{ index . 1 }}
      key: {{ index . 2 }}
{{- end }}
