/// What we want to know of a request; each has names in the field's logs (`FieldNames`).
enum Field: Int, CaseIterable, Sendable {
  case status, method, path, source, forwardedFor, userAgent, referer, host, requestID
  case key, keyFingerprint, authOutcome, outcome, event, time, level, caller, authReason, keyState
  case keyShape, instance, scheme, duration, api, keyHeader, otherHeader, envelope, frame, stream

  static let count = allCases.count

  /// Names in logs, best first: lower-cased, only a–z and 0–9, parents joined (`http.status_code` is
  /// `httpstatuscode`). Gathered from the documentation and the output of about forty servers.
  var names: [String] {
    switch self {
    case .status:
      Self.words(
        """
        httpresponsestatuscode responsestatuscode httpstatuscode resstatuscode
        responsestatus edgeresponsestatus downstreamstatus httprequeststatus statuscode
        responsecode httpstatus status scstatus elbstatuscode code rescode
        """)
    case .method:
      Self.words(
        """
        httprequestmethod requestmethod httpmethod reqmethod clientrequestmethod method verb
        csmethod
        """)
    case .path:
      Self.words(
        """
        httprequesturl urlpath requestpath urloriginal urlfull httprequestrequesturl
        requesturi clientrequesturi httptarget httpurl requesturl reqpath requesteduri
        requestedurl hbrequestpath xenvoyoriginpath uri path url target endpoint
        resourcepath requri requrl csuristem
        """)
    case .source:
      Self.words(
        """
        source src clientip clientaddress sourceip sourceaddress networkclientip
        httprequestremoteip requestclientip requestremoteip httpclientip realip trueclientip
        cfconnectingip doconnectingip clientaddr remoteip remoteaddr remoteaddress
        remotehost clienthost reqremoteaddress requestip downstreamremoteaddress remote ip
        client address cip fwd identitysourceip netpeerip
        """)
    case .forwardedFor:
      Self.words(
        """
        xforwardedfor httpxforwardedfor forwardedfor requestheadersxforwardedfor
        reqheadersxforwardedfor requestxforwardedfor xff fwd forwarded
        """)
    case .userAgent:
      Self.words(
        """
        useragentoriginal httpuseragent requestuseragent clientrequestuseragent
        httprequestuseragent requestheadersuseragent reqheadersuseragent useragent uagent
        agent ua
        """)
    case .referer:
      Self.words(
        """
        httpreferer httpreferrer referer referrer httprequestreferrer requestreferer
        clientrequestreferer origin requestheadersorigin
        """)
    case .host:
      Self.words(
        """
        httphost urldomain requesthost clientrequesthost authority serveraddress domainname
        vhost servername agenthost host
        """)
    case .requestID:
      Self.words(
        """
        requestid rid httprequestid xrequestid reqid correlationid traceid rayid
        requestheadersxrequestid reqheadersxrequestid id
        """)
    case .key:
      Self.words(
        """
        authkey apikeyid apikeyname keyid keyname keylabel apikeylabel consumerusername
        consumercustomid consumername consumer authenticatedentityid apikeyalias
        credentialid labelskeyid xkeyid respheadersxkeyid apikey key tokenname tokenid
        accesskeyid
        """)
    case .keyFingerprint:
      Self.words(
        """
        authkeyfp keyfp fp keyhash apikeyhash keyfingerprint apikeyfingerprint keydigest
        """)
    case .authOutcome:
      Self.words(
        """
        authresult authenticated authorized authsuccess
        """)
    case .outcome:
      Self.words(
        """
        success eventoutcome outcome result
        """)
    case .event:
      Self.words(
        """
        eventaction eventname event action msg message
        """)
    case .time:
      Self.words(
        """
        timestamp time ts timestampns eventtime datetime date startutc starttime
        edgestarttimestamp requesttimeepoch startedat timeunixnano asctime when created
        requesttime timelocal msec t realtimetimestamp
        """)
    case .level:
      Self.words(
        """
        loglevel level levelname severity severitytext lvl priority recordlevelname at
        """)
    case .caller:
      Self.words(
        """
        client consumerusername consumername consumer tenant partner application app
        serviceaccount
        """)
    case .authReason:
      Self.words(
        """
        authreason reason failurereason errorcode error
        """)
    case .keyState:
      Self.words(
        """
        authkeystate keystate
        """)
    case .keyShape:
      Self.words(
        """
        authkeyshape keyshape
        """)
    case .instance:
      Self.words(
        """
        instance hostname pod container dyno nodename
        """)
    case .scheme:
      Self.words(
        """
        proto scheme xforwardedproto urlscheme protocol
        """)
    case .duration:
      Self.words(
        """
        durationms responsetimems latencyms elapsedms
        """)
    case .api:
      Self.words(
        """
        api group
        """)
    case .keyHeader, .otherHeader: []
    case .envelope:
      Self.words(
        """
        log message textpayload msg line bodystringvalue
        """)
    case .frame:
      Self.words(
        """
        data
        """)
    case .stream:
      Self.words(
        """
        stream
        """)
    }
  }

  private static func words(_ text: String) -> [String] {
    text.split { $0 == " " || $0 == "\n" }.map(String.init)
  }
}
